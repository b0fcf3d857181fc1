#ifndef DOSSIER_BUILD_H
#define DOSSIER_BUILD_H

/// The commit that was built, as `make release` names it; an empty string in other builds.
const char *dossier_build_commit(void);

#endif
