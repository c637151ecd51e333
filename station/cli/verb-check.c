/* guozhanctl check KIND [VALUE...]: codes and their parts, one JSON object a line. */
#include "station/cli/verbs.h"
#include "station/gs1/credit-code.h"
#include "station/gs1/digital-link.h"
#include "station/gs1/element-string.h"
#include "station/gs1/keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Adds the parts of a good value to @answer. */
typedef gboolean (*CheckFunc) (const gchar *value, json_t *answer, GError **error);

static gboolean
check_number (const gchar *value, const guint *lengths, json_t *answer, GError **error)
{
  gint digit = guo_gs1_check_key (value, lengths, error);

  if (digit < 0)
    return FALSE;
  json_object_set_new (answer, "check_digit", json_integer (digit));
  return TRUE;
}

static gboolean
check_gtin (const gchar *value, json_t *answer, GError **error)
{
  static const guint lengths[] = { 14, 13, 12, 8, 0 };
  g_autofree gchar *gtin14 = NULL;

  if (!check_number (value, lengths, answer, error))
    return FALSE;
  gtin14 = guo_gs1_gtin14 (value, error);
  if (gtin14 == NULL)
    return FALSE;
  json_object_set_new (answer, "gtin14", json_string (gtin14));
  json_object_set_new (answer, "internal", json_boolean (guo_gs1_is_internal (gtin14)));
  return TRUE;
}

static gboolean
check_gln (const gchar *value, json_t *answer, GError **error)
{
  static const guint lengths[] = { 13, 0 };

  return check_number (value, lengths, answer, error);
}

static gboolean
check_sscc (const gchar *value, json_t *answer, GError **error)
{
  static const guint lengths[] = { 18, 0 };

  return check_number (value, lengths, answer, error);
}

static json_t *
element_object (const GuoGs1Element *element)
{
  return json_pack ("{s:s, s:s}", "ai", element->ai, "value", element->value);
}

static gboolean
check_digital_link (const gchar *value, json_t *answer, GError **error)
{
  g_autoptr(GuoDigitalLink) link = guo_digital_link_parse (value, error);
  g_autofree gchar *reference = NULL;
  json_t *qualifiers, *attributes;

  if (link == NULL)
    return FALSE;
  qualifiers = json_array ();
  for (guint i = 1; i < link->path->len; i++)
    json_array_append_new (qualifiers, element_object (g_ptr_array_index (link->path, i)));
  attributes = json_object ();
  for (guint i = 0; i < link->attributes->len; i++)
    {
      const GuoGs1Element *element = g_ptr_array_index (link->attributes, i);

      json_object_set_new (attributes, element->ai, json_string (element->value));
    }
  reference = guo_digital_link_reference (link->path);
  json_object_set_new (answer, "primary", element_object (g_ptr_array_index (link->path, 0)));
  json_object_set_new (answer, "qualifiers", qualifiers);
  json_object_set_new (answer, "attributes", attributes);
  json_object_set_new (answer, "reference", json_string (reference));
  return TRUE;
}

static gboolean
check_element_string (const gchar *value, json_t *answer, GError **error)
{
  g_autoptr(GPtrArray) elements = guo_element_string_parse (value, error);
  g_autoptr(GPtrArray) path = NULL;
  g_autofree gchar *raw = NULL;
  json_t *list;

  if (elements == NULL)
    return FALSE;
  list = json_array ();
  for (guint i = 0; i < elements->len; i++)
    json_array_append_new (list, element_object (g_ptr_array_index (elements, i)));
  raw = guo_element_string_raw (elements);
  json_object_set_new (answer, "elements", list);
  json_object_set_new (answer, "raw", json_string (raw));
  path = guo_digital_link_key_path (elements, NULL);
  if (path != NULL)
    {
      g_autofree gchar *reference = guo_digital_link_reference (path);

      json_object_set_new (answer, "reference", json_string (reference));
    }
  return TRUE;
}

static gboolean
check_credit_code (const gchar *value, json_t *answer, GError **error)
{
  return guo_credit_code_check (value, error);
}

static const struct
{
  const gchar *kind;
  CheckFunc check;
} kinds[] = {
  { "gtin", check_gtin },
  { "gln", check_gln },
  { "sscc", check_sscc },
  { "digital-link", check_digital_link },
  { "element-string", check_element_string },
  { "credit-code", check_credit_code },
};

static CheckFunc
find_kind (const gchar *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return kinds[i].check;
  return NULL;
}

static gboolean
check_line (const gchar *line, json_t *answer, gpointer user_data)
{
  CheckFunc check = *(CheckFunc *) user_data;
  g_autoptr(GError) error = NULL;
  json_auto_t *parts = json_object ();
  g_autofree gchar *shown = g_utf8_make_valid (line, -1);
  gboolean valid = strcmp (shown, line) == 0 && check (line, parts, &error);

  if (!valid && error == NULL)
    g_set_error (&error, GUO_CLI_ERROR, GUO_CLI_REFUSED, _("“%s” is not UTF-8 text"), shown);
  json_object_set_new (answer, "value", json_string (shown));
  json_object_set_new (answer, "valid", json_boolean (valid));
  json_object_set_new (answer, "error", valid ? json_null () : json_string (error->message));
  json_object_update (answer, parts);
  return valid;
}

int
guo_cli_check (GuoCli *cli, int argc, char **argv)
{
  CheckFunc check;

  if (!guo_cli_options (cli, NULL, &argc, &argv, 1, -1))
    return GUO_CLI_USAGE;
  check = find_kind (argv[1]);
  if (check == NULL)
    return guo_cli_fail (GUO_CLI_USAGE, _("“%s” is no kind of code; there are: gtin, gln, sscc, digital-link, "
                                          "element-string, credit-code"), argv[1]);
  return guo_cli_lines (argc - 2, argv + 2, check_line, &check);
}
