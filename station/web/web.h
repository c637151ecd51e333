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
  const gchar *cache;        /* (nullable) static: Cache-Control */
  json_t *headers;           /* (nullable) (transfer full): object of strings, every further header to send
                                (Content-Security-Policy, Vary, Content-Language, Referrer-Policy …) */
} GuoPage;

typedef struct
{
  GuoStation *station;
  GuoDatabase *db;        /* read-only connection of the main thread */
  const gchar *path;      /* decoded, without query */
  json_t *query;          /* object of strings */
  const gchar *language;  /* (nullable): Accept-Language as sent; `lang` in @query wins */
  const gchar *accept;    /* (nullable): Accept as sent: a resolver's client asks for a linkset by it */
} GuoPageRequest;

/**
 * guo_web_page:
 * @request: what was asked
 * @page: (out caller-allocates): the answer; cleared with guo_page_clear()
 *
 * Answers /00/SSCC, /01/…, /c/CODE, /p/SHA256 and /.well-known/gs1resolver; every other path is a plain 404 page.
 * HEAD is answered like GET; the server leaves the body out. The store's faults are a 503 page. @page is
 * always filled; `location` and `headers` may be %NULL.
 */
void guo_web_page (const GuoPageRequest *request, GuoPage *page);

/**
 * guo_web_warm:
 *
 * Loads what the first page would wait for. On the main thread, when nobody waits for it.
 */
void guo_web_warm (void);

/**
 * guo_web_busy:
 * @page: (out caller-allocates): a page in both languages that says to come back in a minute (503)
 *
 * For when no page can be drawn. Any thread.
 */
void guo_web_busy (GuoPage *page);

/**
 * guo_page_clear:
 * @page: an answer
 */
void guo_page_clear (GuoPage *page);

G_END_DECLS
