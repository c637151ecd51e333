/* Captures: the byte dialogue between a device and us as a text file, one line an operation.
 *
 * The form is umockdev's script (docs/script-format.txt there), so one file serves the replay transport
 * and umockdev: "r 20 ST,+0012.34kg^M^J" is what we read 20 ms after the line before, "w 0 S^M^J" what we
 * wrote. Bytes below 32 are ^ and the byte + 64, ^ itself is ^`; everything else stands as it is, so the
 * file is bytes, not UTF-8. Lines that begin with # are for people: maker, model, line setting, date, source.
 * Plain data; used by one thread at a time.
 */
#pragma once

#include "drivers/error.h"

G_BEGIN_DECLS

typedef enum
{
  GUO_CAPTURE_READ,  /* the device sent it */
  GUO_CAPTURE_WRITE, /* we sent it */
} GuoCaptureKind;

typedef struct
{
  GuoCaptureKind kind;
  gint64 delay_ms; /* since the operation before */
  GBytes *bytes;   /* owned */
  guint line;      /* of the file, from 1 */
} GuoCaptureItem;

/**
 * guo_capture_load:
 * @file: file name
 * @error: return location
 *
 * Returns: (transfer full) (element-type GuoCaptureItem): the operations in order, or %NULL with
 *   %GUO_DRIVER_ERROR_ABSENT (no such file) or %GUO_DRIVER_ERROR_BAD_FILE (the message names line and column)
 */
GPtrArray *guo_capture_load (const gchar *file, GError **error);

typedef struct _GuoCaptureWriter GuoCaptureWriter;

/**
 * guo_capture_writer_new:
 * @file: file name; an existing one is replaced
 * @about: what was captured, lines of text; each becomes a # line
 * @error: return location
 *
 * Returns: (transfer full): a writer, or %NULL with %GUO_DRIVER_ERROR_ABSENT
 */
GuoCaptureWriter *guo_capture_writer_new (const gchar *file, const gchar *about, GError **error);

/**
 * guo_capture_writer_add:
 * @self: a writer
 * @kind: who sent it
 * @bytes: what
 * @len: how many
 * @at_us: monotonic time, microseconds; the first one is the beginning
 * @error: return location
 *
 * The line is in the file when this returns.
 *
 * Returns: %FALSE with %GUO_DRIVER_ERROR_LOST when it could not be written
 */
gboolean guo_capture_writer_add (GuoCaptureWriter *self, GuoCaptureKind kind, const guint8 *bytes, gsize len,
                                 gint64 at_us, GError **error);

/**
 * guo_capture_writer_free:
 * @self: (nullable): a writer; closes its file
 */
void guo_capture_writer_free (GuoCaptureWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoCaptureWriter, guo_capture_writer_free)

G_END_DECLS
