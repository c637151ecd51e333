/* Why the daemon does not start: one sentence for people, one line for the face that started it. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Everything that keeps a daemon from starting is of this kind; "code" is one of the client's sentences. */
typedef struct
{
  gchar *code;
  json_t *params;
  gchar *message; /* English */
} GuoFailure;

/**
 * guo_failure_set:
 * @self: (out caller-allocates): why
 * @code: the word faces translate
 * @params: (transfer full): what the sentence names
 * @message: English
 *
 * Returns: %FALSE always
 */
gboolean guo_failure_set (GuoFailure *self, const gchar *code, json_t *params, const gchar *message);

/**
 * guo_failure_set_from_store:
 * @self: (out caller-allocates): why
 * @database: file name
 * @error: what opening the station said
 *
 * Returns: %FALSE always
 */
gboolean guo_failure_set_from_store (GuoFailure *self, const gchar *database, const GError *error);

/**
 * guo_failure_tell:
 * @self: why
 * @ready_fd: pipe of the face that started the daemon, or -1
 *
 * Says the sentence on stderr and {"error":{…}} on @ready_fd.
 */
void guo_failure_tell (const GuoFailure *self, gint ready_fd);

/**
 * guo_failure_clear:
 * @self: why
 */
void guo_failure_clear (GuoFailure *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoFailure, guo_failure_clear)

G_END_DECLS
