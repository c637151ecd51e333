/* What a GS1 resolver tells machines: the description file and linksets (ref.gs1.org resolver standard
 * 1.2.0, RFC 9264). There is one link: the page itself. */
#include "station/web/view.h"

json_t *
guo_resolver_description (const GuoView *view)
{
  g_autofree gchar *root = guo_station_pages_url (view->request->station);

  return json_pack ("{s:s, s:s, s:[s, s], s:[{s:s, s:s}], s:b}", "name",
                    guo_view_text (view->centre, "name"), "resolverRoot", root, "supportedPrimaryKeys", "00", "01",
                    "supportedLinkType", "namespace", "https://ref.gs1.org/voc/", "prefix", "gs1:",
                    "linkTypeDefaultCanBeLinkset", FALSE);
}

json_t *
guo_resolver_linkset (const GuoView *view, const gchar *description)
{
  static const gchar *const types[] = { "defaultLink", "pip", "traceability", "certificationInfo" };
  g_autofree gchar *root = guo_station_pages_url (view->request->station);
  g_autofree gchar *path = guo_web_route_path (&view->route);
  g_autofree gchar *uri = g_strconcat (root, path, NULL);
  json_t *context = json_pack ("{s:s, s:s}", "anchor", uri, "description", description);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree gchar *type = g_strconcat ("https://ref.gs1.org/voc/", types[i], NULL);

      json_object_set_new (context, type,
                           json_pack ("[{s:s, s:s, s:s, s:[s, s]}]", "href", uri, "title", description, "type",
                                      "text/html", "hreflang", "zh-CN", "en"));
    }
  return json_pack ("{s:[o]}", "linkset", context);
}
