/* The public pages: pack lot, case, cooperative. Whole without script.
 *
 * Runs on the daemon's main thread, which alone may switch the language of gettext.
 */
#pragma once

#include "db/database.h"
#include "station/station.h"

G_BEGIN_DECLS

typedef struct
{
  guint status;              /* HTTP */
  const gchar *content_type; /* static */
  GBytes *body;              /* (transfer full) */
  gchar *location;           /* (nullable) (transfer full): of a redirect (307) */
  const gchar *cache;        /* (nullable): Cache-Control */
} GuoPage;

typedef struct
{
  GuoStation *station;
  GuoDatabase *db;        /* read-only connection of the main thread */
  const gchar *path;      /* decoded, without query */
  json_t *query;          /* object of strings */
  const gchar *language;  /* (nullable): Accept-Language as sent; `lang` in @query wins */
} GuoPageRequest;

/**
 * guo_web_page:
 * @request: what was asked
 * @page: (out caller-allocates): the answer; cleared with guo_page_clear()
 *
 * Answers /01/…, /c/CODE and /.well-known/gs1resolver; every other path is a plain 404 page.
 */
void guo_web_page (const GuoPageRequest *request, GuoPage *page);

/**
 * guo_page_clear:
 * @page: an answer
 */
void guo_page_clear (GuoPage *page);

G_END_DECLS
