/* Public pages are drawn on the main thread, which alone may switch the language; the requests wait here. */
#pragma once

#include "station/api/request.h"

G_BEGIN_DECLS

typedef struct _GuoPages GuoPages;

/**
 * guo_pages_new:
 * @station: whose pages
 * @database: file name
 *
 * Returns: (transfer full): no pages asked yet. On the main thread
 */
GuoPages *guo_pages_new (GuoStation *station, const gchar *database);

/**
 * guo_pages_push:
 * @self: the pages
 * @request: a suspended request of a public route
 *
 * Any thread. Returns: %FALSE when too many wait
 */
gboolean guo_pages_push (GuoPages *self, GuoRequest *request);

/**
 * guo_pages_refuse:
 * @request: of a public route
 *
 * Answers it 503 with a page in both languages: whoever asks may be a person. Any thread.
 */
void guo_pages_refuse (GuoRequest *request);

/**
 * guo_pages_free:
 * @self: (nullable): the pages; those that wait are refused
 */
void guo_pages_free (GuoPages *self);

G_END_DECLS
