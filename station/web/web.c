#include "station/web/web.h"

#include "station/pictures.h"
#include "station/web/language.h"
#include "station/web/template.h"
#include "station/web/view.h"
#include "station/web/web-resources.h"
#include "station/web/words.h"

#include <string.h>

#define QUERY_LIMIT_US (5 * G_USEC_PER_SEC)

static GBytes *
load_bytes (const gchar *name)
{
  g_autofree gchar *path = g_strconcat ("/guo/web/", name, NULL);

  /* not compressed: what is returned lies in the program and lasts */
  return g_resource_lookup_data (guo_web_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static const gchar *
load (const gchar *name, gpointer user_data)
{
  g_autoptr(GBytes) bytes = load_bytes (name);

  return bytes == NULL ? NULL : g_bytes_get_data (bytes, NULL);
}

static const gchar *
translate (const gchar *words)
{
  return dgettext (GETTEXT_PACKAGE, words);
}

static gchar *
make_policy (void)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree gchar *base64 = NULL;
  guint8 digest[32];
  gsize len = sizeof digest;

  g_checksum_update (sum, (const guchar *) load ("style.css", NULL), -1);
  g_checksum_get_digest (sum, digest, &len);
  base64 = g_base64_encode (digest, len);
  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; img-src 'self' data:; base-uri 'none'; "
                          "form-action 'none'; frame-ancestors 'none'", base64);
}

/* The one style sheet stands in the page; the policy names it by its hash, so nothing else may style. */
static const gchar *
content_policy (void)
{
  static gsize ready = 0;
  static gchar *policy = NULL;

  if (g_once_init_enter (&ready))
    {
      policy = make_policy ();
      g_once_init_leave (&ready, 1);
    }
  return policy;
}

static const gchar *
cache_of (const GuoView *view, const GuoPage *page)
{
  if (view->route.kind == GUO_ROUTE_COOPERATIVE)
    return "private, no-store";
  if (page->status != 200)
    return "no-store";
  return view->route.kind == GUO_ROUTE_PICTURE ? "public, max-age=31536000, immutable" : "public, max-age=60";
}

static void
put_headers (const GuoView *view, GuoPage *page)
{
  gboolean private = view->route.kind == GUO_ROUTE_COOPERATIVE;

  page->headers = json_pack ("{s:s, s:s, s:s}", "X-Content-Type-Options", "nosniff", "Referrer-Policy",
                             private ? "no-referrer" : "strict-origin-when-cross-origin", "Vary",
                             "Accept, Accept-Language");
  if (private)
    json_object_set_new (page->headers, "X-Robots-Tag", json_string ("noindex, nofollow"));
  if (g_str_has_prefix (page->content_type, "text/html"))
    {
      json_object_set_new (page->headers, "Content-Security-Policy", json_string (content_policy ()));
      json_object_set_new (page->headers, "Content-Language", json_string (view->language));
    }
  else
    json_object_set_new (page->headers, "Access-Control-Allow-Origin", json_string ("*"));
  page->cache = cache_of (view, page);
}

/* The same page in the other language, with the query it had. */
static json_t *
other_language (const GuoView *view)
{
  static const gchar *const kept[] = { "delivery", "before" };
  gboolean english = g_str_equal (view->language, "en");
  GString *href = g_string_new ("?");

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      gint64 id = guo_view_query_id (view, kept[i]);

      if (id != 0)
        g_string_append_printf (href, "%s=%" G_GINT64_FORMAT "&", kept[i], id);
    }
  g_string_append_printf (href, "lang=%s", english ? "zh-CN" : "en");
  g_autofree gchar *text = g_string_free (href, FALSE);
  return json_pack ("{s:s, s:s, s:s}", "href", text, "lang", english ? "zh-CN" : "en", "name",
                    english ? "中文" : "English");
}

static void
put_frame (const GuoView *view, json_t *model)
{
  json_object_set_new (model, "lang", json_string (view->language));
  json_object_set_new (model, "other", other_language (view));
  json_object_set_new (model, "practice",
                       json_boolean (view->request->station != NULL
                                     && guo_station_is_practice (view->request->station)));
  json_object_set_new (model, "private", json_boolean (view->route.kind == GUO_ROUTE_COOPERATIVE));
  if (view->centre != NULL)
    json_object_set_new (model, "centre",
                         json_pack ("{s:s, s:s, s:s, s:o}", "name", guo_view_name (view, view->centre, "name"),
                                    "place", guo_view_text (view->centre, "place"), "phone",
                                    guo_view_text (view->centre, "phone"), "dial",
                                    guo_view_dial (guo_view_text (view->centre, "phone"))));
}

static void
draw (const GuoView *view, GuoPage *page, guint status, const gchar *template, json_t *model)
{
  const GuoTemplateSource source = { load, translate, NULL };
  g_autoptr(GError) error = NULL;
  GString *out = g_string_sized_new (16384);

  put_frame (view, model);
  if (!guo_template_render (&source, template, model, out, &error))
    {
      g_critical ("page %s: %s", template, error->message);
      g_string_assign (out, "The page could not be drawn.\n");
      status = 500;
    }
  page->status = status;
  page->content_type = status == 500 ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
  page->body = g_string_free_to_bytes (out);
}

static void
draw_message (const GuoView *view, GuoPage *page, guint status, const gchar *heading, gchar *text,
              const gchar *const *hints)
{
  json_t *items = json_array ();
  g_autoptr(json_t) model = json_pack ("{s:s, s:s, s:{s:o}}", "title", heading, "heading", heading, "hints",
                                       "items", items);

  for (; hints != NULL && *hints != NULL; hints++)
    json_array_append_new (items, json_string (*hints));
  guo_view_take (model, "text", text);
  draw (view, page, status, GUO_TEMPLATE_MESSAGE, model);
}

static void
draw_absent_item (const GuoView *view, GuoPage *page)
{
  const gchar *hints[] = {
    _("Scan the code once more, straight from the label: one wrong character is another code."),
    _("A label of another sorting centre opens only on that centre’s own address."),
    _("If it is scanned right and still not found, the label may be a fake: please do not rely on it, and ask the "
      "centre."),
    NULL,
  };
  const GuoRoute *route = &view->route;
  const gchar *no = *route->lot != '\0' ? route->lot : route->serial;
  gchar *text;

  if (route->kind == GUO_ROUTE_PALLET)
    text = g_strdup_printf (_("Pallet %s is not in this sorting centre’s records."), route->sscc);
  else if (*no != '\0')
    text = g_strdup_printf (_("%s of item %s is not in this sorting centre’s records."), no, route->gtin);
  else
    text = g_strdup_printf (_("The item number %s alone names no lot."), route->gtin);
  draw_message (view, page, 404, _("This code was not found"), text, hints);
}

/* One answer for a code that never was, one that was withdrawn, and a delivery of somebody else. */
static void
draw_absent_link (const GuoView *view, GuoPage *page)
{
  const gchar *hints[] = {
    _("Open it from the message in which you got it: all 26 characters count."),
    _("The centre can withdraw a link at any time and give out a new one: ask there."),
    NULL,
  };

  draw_message (view, page, 404, _("This link opens nothing"),
                g_strdup (_("It may be mistyped, or not be in use any more.")), hints);
}

static void
draw_absent (const GuoView *view, GuoPage *page)
{
  const gchar *hints[] = {
    _("Scan the code on a case label to see where its fruit comes from."),
    _("A cooperative opens its page by the link that the sorting centre gave it."),
    NULL,
  };

  draw_message (view, page, 404, _("There is no such page"), g_strdup (_("Nothing is kept under this address.")),
                hints);
}

static void
draw_busy (const GuoView *view, GuoPage *page)
{
  const gchar *hints[] = { _("Please open it again in a minute."), NULL };

  g_warning ("page %s: %s", view->request->path, view->error->message);
  draw_message (view, page, 503, _("Just now this page cannot be shown"),
                g_strdup (_("The records of the centre are being read or put in order. Nothing is lost.")), hints);
}

void
guo_web_busy (GuoPage *page)
{
  const GuoTemplateSource source = { load, translate, NULL };
  g_autoptr(json_t) model = json_object ();
  GString *out = g_string_new (NULL);

  guo_template_render (&source, "busy.html", model, out, NULL);
  *page = (GuoPage) {
    .status = 503,
    .content_type = "text/html; charset=utf-8",
    .cache = "no-store",
    .body = g_string_free_to_bytes (out),
    .headers = json_pack ("{s:s, s:s, s:s}", "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer",
                          "Content-Security-Policy", content_policy ()),
  };
}

static void
answer_json (GuoPage *page, json_t *value, const gchar *content_type)
{
  g_autoptr(json_t) owned = value;
  gchar *text = json_dumps (owned, JSON_INDENT (1));

  page->status = 200;
  page->content_type = content_type;
  page->body = g_bytes_new_take (text, strlen (text));
}

static gboolean
wants_linkset (const GuoView *view, const gchar *type)
{
  if (type != NULL)
    return g_str_equal (type, "linkset") || g_str_equal (type, "all");
  return view->request->accept != NULL && strstr (view->request->accept, "application/linkset+json") != NULL;
}

static gboolean
known_type (const gchar *type)
{
  static const gchar *const types[] = { "gs1:defaultLink", "gs1:pip", "gs1:traceability",
                                        "gs1:certificationInfo", NULL };

  return g_strv_contains (types, type);
}

static void
redirect (const GuoView *view, GuoPage *page)
{
  page->status = 307;
  page->content_type = "text/plain; charset=utf-8";
  page->body = g_bytes_new_static ("", 0);
  page->location = guo_web_route_path (&view->route);
}

/* A lot, a case or a pallet, as a page or as a resolver answers. */
static void
answer_item (GuoView *view, GuoPage *page)
{
  const gchar *type = guo_view_query (view, "linkType");
  const gchar *template = NULL;
  g_autoptr(json_t) model = view->route.kind == GUO_ROUTE_PALLET ? guo_pallet_page (view, &template)
                                                                 : guo_lot_page (view, &template);

  if (view->error != NULL)
    draw_busy (view, page);
  else if (model == NULL || (type != NULL && !wants_linkset (view, type) && !known_type (type)))
    draw_absent_item (view, page);
  else if (wants_linkset (view, type))
    answer_json (page, guo_resolver_linkset (view, guo_view_text (model, "heading")),
                 "application/linkset+json");
  else if (type != NULL)
    redirect (view, page);
  else
    draw (view, page, 200, template, model);
}

static void
answer_cooperative (GuoView *view, GuoPage *page)
{
  const gchar *template = GUO_TEMPLATE_COOPERATIVE;
  g_autoptr(json_t) model = guo_cooperative_page (view, &template);

  if (view->error != NULL)
    draw_busy (view, page);
  else if (model == NULL)
    draw_absent_link (view, page);
  else
    draw (view, page, 200, template, model);
}

/* Its name is its digest: what was loaded once is right for ever. */
static void
answer_picture (const GuoView *view, GuoPage *page)
{
  const gchar *type = NULL;
  GBytes *picture = guo_picture_load (view->request->station, view->route.picture, &type);

  if (picture == NULL)
    {
      draw_absent (view, page);
      return;
    }
  page->status = 200;
  page->content_type = type;
  page->body = picture;
}

static void
answer (GuoView *view, GuoPage *page)
{
  switch (view->route.kind)
    {
    case GUO_ROUTE_ITEM:
    case GUO_ROUTE_LOT:
    case GUO_ROUTE_CASE:
    case GUO_ROUTE_PALLET:
      answer_item (view, page);
      break;
    case GUO_ROUTE_COOPERATIVE:
      answer_cooperative (view, page);
      break;
    case GUO_ROUTE_RESOLVER:
      answer_json (page, guo_resolver_description (view), "application/json");
      break;
    case GUO_ROUTE_PICTURE:
      answer_picture (view, page);
      break;
    case GUO_ROUTE_NONE:
    default:
      draw_absent (view, page);
    }
}

void
guo_web_page (const GuoPageRequest *request, GuoPage *page)
{
  GuoView view = { .request = request };
  const gchar *wished = json_string_value (json_object_get (request->query, "lang"));

  *page = (GuoPage) { 0 };
  guo_web_route (request->path, &view.route);
  /* whatever stands behind /c/ is answered as a link that opens nothing: no hint what a code looks like */
  if (view.route.kind == GUO_ROUTE_NONE && g_str_has_prefix (request->path, "/c/"))
    view.route.kind = GUO_ROUTE_COOPERATIVE;
  view.language = guo_web_language_choose (wished, request->language);
  guo_web_language_use (view.language);
  guo_database_set_deadline (request->db, g_get_monotonic_time () + QUERY_LIMIT_US);
  view.centre = guo_view_row (&view, "centre", NULL);
  answer (&view, page);
  guo_database_set_deadline (request->db, 0);
  put_headers (&view, page);
  json_decref (view.centre);
  json_decref (view.products);
  g_clear_error (&view.error);
}

void
guo_page_clear (GuoPage *page)
{
  g_clear_pointer (&page->body, g_bytes_unref);
  g_clear_pointer (&page->location, g_free);
  g_clear_pointer (&page->headers, json_decref);
}
