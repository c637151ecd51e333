/* The one error domain of the store. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GuoDbError:
 * @GUO_DB_ERROR_OPEN: the file cannot be opened (absent, no right, read-only folder, not a database)
 * @GUO_DB_ERROR_NEWER: the file was written by a newer version; it is left as it is
 * @GUO_DB_ERROR_BUSY: another process holds the file
 * @GUO_DB_ERROR_FULL: the disk is full; nothing was recorded
 * @GUO_DB_ERROR_READ_ONLY: the disk or file refuses writing; nothing was recorded
 * @GUO_DB_ERROR_CORRUPT: the file is damaged, or a leaf does not match its event
 * @GUO_DB_ERROR_CONSTRAINT: the schema refused a row (gross is not net + tare, an event exists, a gap)
 * @GUO_DB_ERROR_INTERRUPTED: a query went past its deadline
 * @GUO_DB_ERROR_BAD_JSON: text is not JSON, or JSON that the log forbids (float, number over 2^53 - 1,
 *   duplicate key, lone surrogate); the message gives the byte
 * @GUO_DB_ERROR_BAD_PROOF: a proof, checkpoint, note or tile does not verify
 * @GUO_DB_ERROR_NOT_FOUND: a reference names nothing that this log knows
 * @GUO_DB_ERROR_FAILED: anything else SQLite says
 */
typedef enum
{
  GUO_DB_ERROR_OPEN,
  GUO_DB_ERROR_NEWER,
  GUO_DB_ERROR_BUSY,
  GUO_DB_ERROR_FULL,
  GUO_DB_ERROR_READ_ONLY,
  GUO_DB_ERROR_CORRUPT,
  GUO_DB_ERROR_CONSTRAINT,
  GUO_DB_ERROR_INTERRUPTED,
  GUO_DB_ERROR_BAD_JSON,
  GUO_DB_ERROR_BAD_PROOF,
  GUO_DB_ERROR_NOT_FOUND,
  GUO_DB_ERROR_FAILED,
} GuoDbError;

#define GUO_DB_ERROR (guo_db_error_quark ())
/**
 * guo_db_error_quark:
 *
 * Returns: the domain of #GuoDbError
 */
GQuark guo_db_error_quark (void);

G_END_DECLS
