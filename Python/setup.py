"""The wheel carries a program: it belongs to one platform and to every Python 3."""
import platform

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.dist import Distribution


class PlatformWheel(bdist_wheel):
    def get_tag(self):
        _, _, place = super().get_tag()
        library, version = platform.libc_ver()
        if library == "glibc":
            place = f"manylinux_{version.replace('.', '_')}_{platform.machine()}"
        return "py3", "none", place


class PlatformDistribution(Distribution):
    def has_ext_modules(self):
        return True


setup(distclass=PlatformDistribution, cmdclass={"bdist_wheel": PlatformWheel})
