#include "build.h"

// Written by `make release`; other builds have none.
#if __has_include("commit.h")
#include "commit.h"
#else
#define DOSSIER_COMMIT ""
#endif

const char *dossier_build_commit(void) { return DOSSIER_COMMIT; }
