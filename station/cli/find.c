/* From what a person types to the thing that is meant. */
#include "station/cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { SHOWN = 8 }; /* names that a sentence lists */

typedef struct
{
  const gchar *what;
  const gchar *path;
  const gchar *key;   /* (nullable): of the row, must be ... */
  const gchar *value; /* ... this */
} Thing;

static const Thing things[] = {
  { N_("cooperative"), "/v1/parties?kind=cooperative&all=1", NULL, NULL },
  { N_("grower"), "/v1/parties?kind=grower&all=1", NULL, NULL },
  { N_("village"), "/v1/villages?all=1", NULL, NULL },
  { N_("plot"), "/v1/plots?all=1", NULL, NULL },
  { N_("product"), "/v1/products?all=1", NULL, NULL },
  { N_("variety"), "/v1/products?all=1", NULL, NULL },
  { N_("brand"), "/v1/brands?all=1", NULL, NULL },
  { N_("crate-type"), "/v1/crate-types?all=1", NULL, NULL },
  { N_("device"), "/v1/devices", NULL, NULL },
  { N_("scale"), "/v1/devices", "kind", "scale" },
  { N_("printer"), "/v1/devices", "kind", "printer" },
  { N_("delivery"), "/v1/deliveries", NULL, NULL },
  { N_("lot"), "/v1/lots", NULL, NULL },
  { N_("grade-report"), "/v1/grade-reports", NULL, NULL },
  { N_("grade-run"), "/v1/grade-runs", NULL, NULL },
  { N_("grade-scheme"), "/v1/grade-schemes?all=1", NULL, NULL },
  { N_("label-layout"), "/v1/label-layouts?all=1", NULL, NULL },
  { N_("pack-plan"), "/v1/pack-plans?all=1", NULL, NULL },
  { N_("pallet"), "/v1/pallets", NULL, NULL },
  { N_("user"), "/v1/users", NULL, NULL },
  { N_("link"), "/v1/links", NULL, NULL },
  { N_("print-job"), "/v1/print-jobs", NULL, NULL },
};

static const gchar *const names[]
  = { "name", "no", "code", "name_en", "initials", "party_name", "scheme", "file", "sscc", NULL };

static const Thing *
thing_of (const gchar *what)
{
  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    if (strcmp (things[i].what, what) == 0)
      return &things[i];
  g_assert_not_reached ();
}

/* Varieties stand inside their products. */
static json_t *
flatten_varieties (json_t *products)
{
  json_t *rows = json_array ();

  for (size_t i = 0; i < json_array_size (products); i++)
    json_array_extend (rows, json_object_get (json_array_get (products, i), "varieties"));
  return rows;
}

static json_t *
candidates (GuoCli *cli, const gchar *what, GError **error)
{
  const Thing *thing = thing_of (what);
  json_auto_t *all = guo_cli_rows_of (cli, thing->path, error);
  json_t *rows = NULL;

  if (all == NULL || strcmp (what, "variety") == 0)
    return all != NULL ? flatten_varieties (all) : NULL;
  rows = json_array ();
  for (size_t i = 0; i < json_array_size (all); i++)
    {
      json_t *row = json_array_get (all, i);

      if (json_is_null (json_object_get (row, "id"))) /* comes with the program: cannot be named to be changed */
        continue;
      if (thing->key == NULL || strcmp (guo_cli_text (row, thing->key), thing->value) == 0)
        json_array_append (rows, row);
    }
  return rows;
}

static gboolean
matches (json_t *row, const gchar *text, gboolean whole)
{
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (row, "id"));

  if (strcmp (id, text) == 0)
    return TRUE;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const gchar *name = guo_cli_text (row, names[i]);

      if (whole ? strcmp (name, text) == 0 : *text != '\0' && g_str_has_prefix (name, text))
        return TRUE;
    }
  return FALSE;
}

static json_t *
matching (json_t *rows, const gchar *text, gboolean whole)
{
  json_t *found = json_array ();

  for (size_t i = 0; i < json_array_size (rows); i++)
    if (matches (json_array_get (rows, i), text, whole))
      json_array_append (found, json_array_get (rows, i));
  return found;
}

static const gchar *
label_of (json_t *row)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (*guo_cli_text (row, names[i]) != '\0')
      return guo_cli_text (row, names[i]);
  return "?";
}

static gchar *
list_labels (json_t *rows)
{
  GString *text = g_string_new (NULL);

  for (size_t i = 0; i < json_array_size (rows) && i < SHOWN; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label_of (json_array_get (rows, i)));
  if (json_array_size (rows) > SHOWN)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}

json_t *
guo_cli_find (GuoCli *cli, const gchar *what, const gchar *text, GError **error)
{
  json_auto_t *rows = candidates (cli, what, error);
  json_auto_t *found = rows != NULL ? matching (rows, text, TRUE) : NULL;
  g_autofree gchar *labels = NULL;

  if (rows == NULL)
    return NULL;
  if (json_array_size (found) == 0)
    {
      json_decref (found);
      found = matching (rows, text, FALSE);
    }
  if (json_array_size (found) == 1)
    return json_incref (json_array_get (found, 0));
  labels = list_labels (json_array_size (found) > 0 ? found : rows);
  if (json_array_size (found) > 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("%s “%s” may be: %s"), _(what), text, labels);
  else if (json_array_size (rows) > 0)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("there is no %s “%s”; there are: %s"), _(what), text, labels);
  else
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("there is no %s “%s”, nor any other"), _(what), text);
  return NULL;
}

json_t *
guo_cli_find_exact (GuoCli *cli, const gchar *what, const gchar *text, GError **error)
{
  json_auto_t *rows = candidates (cli, what, error);
  json_auto_t *found = rows != NULL ? matching (rows, text, TRUE) : NULL;

  if (rows == NULL)
    return NULL;
  return json_array_size (found) > 0 ? json_incref (json_array_get (found, 0)) : json_null ();
}

gboolean
guo_cli_query_found (GuoCli *cli, GString *path, const gchar *key, const gchar *what, const gchar *text, GError **error)
{
  json_auto_t *row = text != NULL ? guo_cli_find (cli, what, text, error) : NULL;
  g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_cli_id (row, "id"));

  if (row != NULL)
    guo_cli_query (path, key, id);
  return text == NULL || row != NULL;
}

gboolean
guo_cli_put_found (GuoCli *cli, json_t *body, const gchar *key, const gchar *what, const gchar *text,
                   GError **error)
{
  json_auto_t *row = NULL;

  if (text == NULL)
    return TRUE;
  row = guo_cli_find (cli, what, text, error);
  if (row == NULL)
    return FALSE;
  json_object_set (body, key, json_object_get (row, "id"));
  return TRUE;
}

gboolean
guo_cli_put_lot (GuoCli *cli, json_t *body, const gchar *lot, const gchar *delivery, GError **error)
{
  json_auto_t *row = NULL;
  json_t *first = NULL;

  if (lot != NULL)
    return guo_cli_put_found (cli, body, "lot", "lot", lot, error);
  if (delivery == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("say which with --delivery NO or --lot NO"));
      return FALSE;
    }
  row = guo_cli_find (cli, "delivery", delivery, error);
  first = json_array_get (json_object_get (row, "lots"), 0);
  if (row != NULL && first == NULL)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("delivery “%s” has no lot"), delivery);
  if (first == NULL)
    return FALSE;
  json_object_set (body, "lot", json_object_get (first, "id"));
  return TRUE;
}

json_t *
guo_cli_find_plot (GuoCli *cli, json_t *grower, const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/plots?grower=%" G_GINT64_FORMAT, guo_cli_id (grower, "id"));
  json_auto_t *rows = guo_cli_rows_of (cli, path, error);

  if (rows == NULL)
    return NULL;
  for (size_t i = 0; i < json_array_size (rows); i++)
    if (strcmp (guo_cli_text (json_array_get (rows, i), "name"), name) == 0)
      return json_incref (json_array_get (rows, i));
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("%s has no plot “%s”"), guo_cli_text (grower, "name"), name);
  return NULL;
}

const gchar *
guo_cli_serial_of (const gchar *code)
{
  const gchar *slash = strstr (code, "/21/");

  return slash != NULL ? slash + strlen ("/21/") : code;
}

json_t *
guo_cli_serials (gchar **codes)
{
  json_t *list = json_array ();

  for (; *codes != NULL; codes++)
    json_array_append_new (list, json_pack ("{s:s}", "serial", guo_cli_serial_of (*codes)));
  return list;
}
