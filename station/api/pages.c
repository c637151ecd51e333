#include "station/api/pages.h"

#include "station/web/web.h"

#define WAITING_MAX 32
#define PAGE_US (5 * G_TIME_SPAN_SECOND)
#define WARM_MS 1500 /* after the start, which a face waits for */

struct _GuoPages
{
  GuoStation *station;
  gchar *database;
  GuoDatabase *db; /* (nullable): opened with the first page */
  GMutex lock;
  GQueue waiting;
  guint idle; /* source that draws; 0: none is due */
  guint warm; /* source that makes the first page as quick as the others; 0: it has */
};

static gboolean
open_database (GuoPages *self, GError **error)
{
  if (self->db == NULL)
    self->db = guo_database_open (self->database, GUO_DATABASE_READ_ONLY, error);
  return self->db != NULL;
}

static void
take_page (GuoRequest *request, GuoPage *page)
{
  request->status = page->status;
  request->answer = page->body != NULL ? g_bytes_ref (page->body) : g_bytes_new (NULL, 0);
  request->content_type = page->content_type;
  request->location = g_strdup (page->location);
  request->headers = json_incref (page->headers);
  request->cache = g_intern_string (page->cache);
}

void
guo_pages_refuse (GuoRequest *request)
{
  GuoPage page;

  guo_web_busy (&page);
  take_page (request, &page);
  guo_page_clear (&page);
}

static void
draw (GuoPages *self, GuoRequest *request)
{
  g_autoptr(GError) error = NULL;
  GuoPage page = { 0 };
  GuoPageRequest asked = {
    .station = self->station,
    .path = request->path,
    .query = request->params,
    .accept = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Accept"),
    .language = MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, "Accept-Language"),
  };

  if (!open_database (self, &error))
    {
      g_warning ("page %s: %s", request->path, error->message);
      guo_pages_refuse (request);
      return;
    }
  asked.db = self->db;
  guo_database_set_deadline (self->db, g_get_monotonic_time () + PAGE_US);
  guo_web_page (&asked, &page);
  guo_database_set_deadline (self->db, 0);
  take_page (request, &page);
  guo_page_clear (&page);
}

static gboolean
draw_next (gpointer user_data)
{
  GuoPages *self = user_data;
  GuoRequest *request;

  g_mutex_lock (&self->lock);
  request = g_queue_pop_head (&self->waiting);
  if (request == NULL)
    self->idle = 0;
  g_mutex_unlock (&self->lock);
  if (request == NULL)
    return G_SOURCE_REMOVE;
  draw (self, request);
  guo_request_finish (request);
  return G_SOURCE_CONTINUE;
}

static gboolean
warm_up (gpointer user_data)
{
  GuoPages *self = user_data;

  self->warm = 0;
  guo_web_warm ();
  return G_SOURCE_REMOVE;
}

GuoPages *
guo_pages_new (GuoStation *station, const gchar *database)
{
  GuoPages *self = g_new0 (GuoPages, 1);

  self->station = station;
  self->database = g_strdup (database);
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->warm = g_timeout_add_full (G_PRIORITY_LOW, WARM_MS, warm_up, self, NULL);
  return self;
}

gboolean
guo_pages_push (GuoPages *self, GuoRequest *request)
{
  gboolean room;

  g_mutex_lock (&self->lock);
  room = g_queue_get_length (&self->waiting) < WAITING_MAX;
  if (room)
    g_queue_push_tail (&self->waiting, request);
  if (room && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, draw_next, self, NULL);
  g_mutex_unlock (&self->lock);
  return room;
}

void
guo_pages_free (GuoPages *self)
{
  GuoRequest *request;

  if (self == NULL)
    return;
  if (self->idle != 0)
    g_source_remove (self->idle);
  if (self->warm != 0)
    g_source_remove (self->warm);
  while ((request = g_queue_pop_head (&self->waiting)) != NULL)
    {
      guo_pages_refuse (request);
      guo_request_finish (request);
    }
  g_clear_pointer (&self->db, guo_database_free);
  g_mutex_clear (&self->lock);
  g_free (self->database);
  g_free (self);
}
