/* set KIND NAME [FIELD=VALUE...]: master data, new or changed. */
#include "station/cli/grade-sample.h"
#include "station/cli/verbs.h"
#include "station/client/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PICTURE_FIELD "picture_sha256"

typedef enum
{
  FIELD_TEXT,
  FIELD_INTEGER,
  FIELD_KG,      /* kilograms typed, milligrams sent */
  FIELD_BOOLEAN, /* yes, no */
  FIELD_THING,   /* "also" says what it is, as for guo_cli_find() */
  FIELD_JSON,
} FieldKind;

typedef struct
{
  const gchar *name;
  FieldKind kind;
  const gchar *also; /* name in the request, or what kind of thing */
} Field;

typedef struct
{
  const gchar *name;
  const gchar *path;
  const gchar *find;   /* (nullable): what guo_cli_find() calls it; NULL: there is one, or it has no name */
  const gchar *key;    /* where the NAME goes */
  const gchar *fixed;  /* (nullable): value of "kind" */
  Field fields[14];
} Kind;

static const Kind kinds[] = {
  { "centre", "/v1/centre", NULL, "name", NULL,
    { { "name_en", FIELD_TEXT, NULL }, { "place", FIELD_TEXT, NULL }, { "host", FIELD_TEXT, NULL },
      { "phone", FIELD_TEXT, NULL }, { "item_mode", FIELD_TEXT, NULL }, { "gs1_prefix", FIELD_TEXT, NULL },
      { "day_boundary_min", FIELD_INTEGER, NULL }, { "certificate_gate", FIELD_BOOLEAN, NULL },
      { "certificate_ground", FIELD_TEXT, NULL },
      { "run_limit_ppm", FIELD_INTEGER, NULL }, { "run_limit", FIELD_KG, "run_limit_mg" },
      { "pallet_label", FIELD_TEXT, NULL } } },
  { "user", "/v1/users", "user", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "role", FIELD_TEXT, NULL }, { "pin", FIELD_TEXT, NULL },
      { "active", FIELD_BOOLEAN, NULL } } },
  { "village", "/v1/villages", "village", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "township", FIELD_TEXT, NULL },
      { "county", FIELD_TEXT, NULL }, { "altitude_m", FIELD_INTEGER, NULL },
      { "township_en", FIELD_TEXT, NULL }, { "county_en", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "cooperative", "/v1/parties", "cooperative", "name", "cooperative",
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "code", FIELD_TEXT, NULL },
      { "village", FIELD_THING, "village" }, { "phone", FIELD_TEXT, NULL }, { "address", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "grower", "/v1/parties", "grower", "name", "grower",
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "code", FIELD_TEXT, NULL },
      { "cooperative", FIELD_THING, "cooperative" }, { "village", FIELD_THING, "village" },
      { "phone", FIELD_TEXT, NULL }, { "address", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "plot", "/v1/plots", "plot", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "grower", FIELD_THING, "grower" }, { "village", FIELD_THING, "village" },
      { "area_mu", FIELD_TEXT, NULL }, { "area_m2", FIELD_INTEGER, NULL }, { "product", FIELD_THING, "product" },
      { "variety", FIELD_THING, "variety" }, { "active", FIELD_BOOLEAN, NULL } } },
  { "product", "/v1/products", "product", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "kind", FIELD_TEXT, NULL },
      { "season_from", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "variety", "/v1/varieties", "variety", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "product", FIELD_THING, "product" }, { "active", FIELD_BOOLEAN, NULL } } },
  { "brand", "/v1/brands", "brand", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "story", FIELD_TEXT, NULL },
      { "story_en", FIELD_TEXT, NULL }, { "owner", FIELD_TEXT, NULL }, { "product", FIELD_THING, "product" },
      { "gtin", FIELD_TEXT, NULL }, { "mark", FIELD_TEXT, NULL }, { "licence", FIELD_JSON, NULL },
      { "certificates", FIELD_JSON, NULL }, { PICTURE_FIELD, FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "crate-type", "/v1/crate-types", "crate-type", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "name_en", FIELD_TEXT, NULL }, { "tare", FIELD_KG, "tare_mg" },
      { "from", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "pack-plan", "/v1/pack-plans", "pack-plan", "name", NULL,
    { { "name", FIELD_TEXT, NULL }, { "product", FIELD_THING, "product" }, { "variety", FIELD_THING, "variety" },
      { "grade_class", FIELD_TEXT, NULL }, { "size", FIELD_TEXT, NULL }, { "brand", FIELD_THING, "brand" },
      { "gtin", FIELD_TEXT, NULL }, { "case_type", FIELD_THING, "crate-type" }, { "nominal", FIELD_KG, "nominal_mg" },
      { "spread", FIELD_KG, "spread_mg" }, { "layout", FIELD_TEXT, NULL }, { "active", FIELD_BOOLEAN, NULL } } },
  { "grade-scheme", "/v1/grade-schemes", "grade-scheme", "shipped", NULL,
    { { "product", FIELD_THING, "product" }, { "active", FIELD_BOOLEAN, NULL } } },
  { "label-layout", "/v1/label-layouts", "label-layout", "file", NULL, { { "active", FIELD_BOOLEAN, NULL } } },
  { "tare", "/v1/tares", NULL, "crate_type", NULL,
    { { "tare", FIELD_KG, "tare_mg" }, { "from", FIELD_TEXT, NULL } } },
};

static const Kind *
kind_of (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

static const Field *
field_of (const Kind *kind, const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kind->fields) && kind->fields[i].name != NULL; i++)
    if (strcmp (kind->fields[i].name, name) == 0)
      return &kind->fields[i];
  return NULL;
}

static gchar *
field_names (const Kind *kind)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kind->fields) && kind->fields[i].name != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", kind->fields[i].name);
  return g_string_free (text, FALSE);
}

static gboolean
wrong_value (GError **error, const Field *field, const gchar *value, const gchar *wanted)
{
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("%s: “%s” is not %s"), field->name, value, wanted);
  return FALSE;
}

static gboolean
put_integer (json_t *body, const Field *field, const gchar *value, GError **error)
{
  gint64 number = 0;

  if (!g_ascii_string_to_signed (value, 10, G_MININT32, G_MAXINT32, &number, NULL))
    return wrong_value (error, field, value, _("a whole number"));
  json_object_set_new (body, field->name, json_integer (number));
  return TRUE;
}

static gboolean
put_json (json_t *body, const Field *field, const gchar *value, GError **error)
{
  json_t *parsed = json_loads (value, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

  if (parsed == NULL)
    return wrong_value (error, field, value, _("JSON"));
  json_object_set_new (body, field->name, parsed);
  return TRUE;
}

static gboolean
put_field (GuoCli *cli, json_t *body, const Field *field, const gchar *value, GError **error)
{
  gboolean yes = strcmp (value, "yes") == 0;

  switch (field->kind)
    {
    case FIELD_INTEGER:
      return put_integer (body, field, value, error);
    case FIELD_KG:
      return guo_cli_put_kg (body, field->also, value, error);
    case FIELD_BOOLEAN:
      if (!yes && strcmp (value, "no") != 0)
        return wrong_value (error, field, value, _("yes or no"));
      json_object_set_new (body, field->name, json_boolean (yes));
      return TRUE;
    case FIELD_THING:
      return guo_cli_put_found (cli, body, field->name, field->also, value, error);
    case FIELD_JSON:
      return put_json (body, field, value, error);
    case FIELD_TEXT:
    default:
      guo_cli_put_text (body, field->name, value);
      return TRUE;
    }
}

static gboolean
put_argument (GuoCli *cli, json_t *body, const Kind *kind, const gchar *argument, GError **error)
{
  const gchar *equals = strchr (argument, '=');
  g_autofree gchar *name = equals != NULL ? g_strndup (argument, (gsize) (equals - argument)) : g_strdup (argument);
  const Field *field = field_of (kind, name);
  g_autofree gchar *known = NULL;

  if (equals != NULL && field != NULL)
    return put_field (cli, body, field, equals + 1, error);
  known = field_names (kind);
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s”: %s takes FIELD=VALUE with these fields: %s"), argument,
               kind->name, known);
  return FALSE;
}

/* The identifier that a scheme's or a layout's file gives itself; "" where it has none: then the station says what is wrong with it. */
static gchar *
scheme_of (const gchar *text)
{
  json_auto_t *file = json_loads (text, JSON_REJECT_DUPLICATES, NULL);

  return g_strdup (guo_cli_text (file, "id"));
}

/* NAME: a file, else one that is there, else a scheme that is shipped. One with the same identifier is replaced. */
static gboolean
put_file (GuoCli *cli, json_t *body, const Kind *kind, const gchar *name, gboolean fields, json_t **old, GError **error)
{
  gboolean is_file = g_file_test (name, G_FILE_TEST_EXISTS) || strpbrk (name, "/.") != NULL;
  g_autofree gchar *text = is_file ? guo_cli_read_text (name, error) : NULL;
  g_autofree gchar *scheme = text != NULL ? scheme_of (text) : g_strdup (name);

  if (is_file && text == NULL)
    return FALSE;
  *old = guo_cli_find_exact (cli, kind->find, scheme, error);
  if (*old == NULL)
    return FALSE;
  if (!json_is_null (*old))
    json_object_set (body, "replaces", json_object_get (*old, "id"));
  if (text != NULL)
    guo_cli_put_text (body, "file", text);
  else if (strcmp (kind->key, "shipped") == 0 && (json_is_null (*old) || !fields))
    guo_cli_put_text (body, "shipped", name);
  return TRUE;
}

/* NAME: what it is called, or which one is changed. */
static gboolean
put_name (GuoCli *cli, json_t *body, const Kind *kind, const gchar *name, json_t **old, GError **error)
{
  *old = json_null ();
  if (strcmp (kind->name, "tare") == 0)
    return guo_cli_put_found (cli, body, kind->key, "crate-type", name, error);
  if (kind->find != NULL)
    *old = guo_cli_find_exact (cli, kind->find, name, error);
  if (*old == NULL)
    return FALSE;
  if (json_is_null (*old))
    guo_cli_put_text (body, kind->key, name);
  else if (strcmp (kind->name, "user") != 0)
    json_object_set (body, "replaces", json_object_get (*old, "id"));
  if (kind->fixed != NULL)
    guo_cli_put_text (body, "kind", kind->fixed);
  return TRUE;
}

static gboolean
put_new_pin (json_t *body, const gchar *name, GError **error)
{
  g_autofree gchar *pin = NULL;

  if (json_object_get (body, "pin") != NULL)
    return TRUE;
  pin = guo_cli_pin (name, "GUOZHAN_NEW_PIN");
  if (pin == NULL)
    g_set_error (error, GUO_CLI_ERROR, GUO_CLI_REFUSED,
                 _("no PIN for %s: pin=DIGITS, or set GUOZHAN_NEW_PIN, or run this on a terminal"), name);
  guo_cli_put_text (body, "pin", pin);
  return pin != NULL;
}

/* --picture FILE: stored first, then named by its hash. */
static gboolean
put_picture (GuoCli *cli, json_t *body, const Kind *kind, const gchar *file, GError **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree gchar *base64 = NULL;
  json_auto_t *stored = NULL;
  gsize size = 0;
  const guint8 *data = NULL;

  if (file == NULL)
    return TRUE;
  if (field_of (kind, PICTURE_FIELD) == NULL)
    {
      g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("set %s: only a brand has a --picture"), kind->name);
      return FALSE;
    }
  bytes = guo_cli_read (file, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  base64 = g_base64_encode (data, size);
  stored = guo_cli_post (cli, "/v1/pictures", json_pack ("{s:s}", "data", base64), error);
  if (stored != NULL)
    json_object_set (body, PICTURE_FIELD, json_object_get (stored, "sha256"));
  return stored != NULL;
}

/* `set centre place=Wushan`: a name was forgotten, and nothing may be made that is called so. */
static gboolean
check_name (const Kind *kind, const gchar *name, GError **error)
{
  const gchar *equals = strchr (name, '=');
  g_autofree gchar *field = equals != NULL ? g_strndup (name, (gsize) (equals - name)) : NULL;

  if (field == NULL || field_of (kind, field) == NULL)
    return TRUE;
  g_set_error (error, GUO_CLI_ERROR, GUO_CLI_USAGE, _("“%s” stands where the name must: set %s NAME %s"), name, kind->name, name);
  return FALSE;
}

static json_t *
set_thing (GuoCli *cli, const Kind *kind, const gchar *name, char **fields, const gchar *picture, GError **error)
{
  json_auto_t *body = json_object ();
  json_auto_t *old = NULL;
  g_autofree gchar *path = g_strdup (kind->path);

  const gboolean of_file = strcmp (kind->name, "grade-scheme") == 0 || strcmp (kind->name, "label-layout") == 0;

  if (!check_name (kind, name, error))
    return NULL;
  if (of_file ? !put_file (cli, body, kind, name, *fields != NULL, &old, error)
              : !put_name (cli, body, kind, name, &old, error))
    return NULL;
  for (; *fields != NULL; fields++)
    if (!put_argument (cli, body, kind, *fields, error))
      return NULL;
  if (!put_picture (cli, body, kind, picture, error))
    return NULL;
  if (strcmp (kind->name, "user") == 0 && !json_is_null (old))
    {
      g_free (path);
      path = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kind->path, guo_cli_id (old, "id"));
    }
  else if (strcmp (kind->name, "user") == 0 && !put_new_pin (body, name, error))
    return NULL;
  return guo_cli_post (cli, path, json_incref (body), error);
}

static int
unknown_kind (const gchar *name)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", kinds[i].name);
  return guo_cli_fail (GUO_CLI_USAGE, _("set: “%s” is none of: %s"), name, text->str);
}

static void
tell_notes (json_t *row)
{
  g_autoptr(GuoScheme) scheme = guo_scheme_parse (guo_cli_text (row, "file"), NULL);

  if (scheme != NULL)
    guo_cli_scheme_notes (scheme);
}

int
guo_cli_set (GuoCli *cli, int argc, char **argv)
{
  g_autofree gchar *picture = NULL;
  const GOptionEntry entries[] = {
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, N_("Picture of a brand: JPEG, PNG or WebP up to 40 KB"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GError) error = NULL;
  json_auto_t *answer = NULL;
  const Kind *kind = NULL;

  if (!guo_cli_options (cli, entries, &argc, &argv, 2, -1))
    return GUO_CLI_USAGE;
  kind = kind_of (argv[1]);
  if (kind == NULL)
    return unknown_kind (argv[1]);
  answer = set_thing (cli, kind, argv[2], argv + 3, picture, &error);
  if (answer == NULL)
    return guo_cli_fail_error (error);
  if (strcmp (kind->name, "grade-scheme") == 0)
    tell_notes (answer);
  if (cli->json)
    guo_cli_object (answer);
  return GUO_CLI_DONE;
}
