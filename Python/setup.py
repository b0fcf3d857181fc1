"""The wheel carries a program, so it belongs to one platform and to every Python 3."""
from setuptools import setup
from setuptools.dist import Distribution


class PlatformDistribution(Distribution):
    def has_ext_modules(self):
        return True


setup(
    distclass=PlatformDistribution,
    options={"bdist_wheel": {"python_tag": "py3", "py_limited_api": False}},
)
