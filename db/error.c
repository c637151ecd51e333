#include "db/error.h"

G_DEFINE_QUARK (guo-db-error-quark, guo_db_error)
