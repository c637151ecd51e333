#include "drivers/grader/profile.h"

#include "drivers/profile-resources.h"

#include <gio/gio.h>
#include <string.h>

#define PREFIX "/guo/drivers/grader/profiles"

static const struct
{
  const gchar *name;
  const gchar *key;
} fields[GUO_REPORT_FIELDS] = {
  [GUO_REPORT_BATCH] = { "batch", "batch" },
  [GUO_REPORT_GROWER] = { "grower", "grower" },
  [GUO_REPORT_OUTLET] = { "outlet", "outlet" },
  [GUO_REPORT_GRADE] = { "grade", "grade" },
  [GUO_REPORT_SIZE] = { "size", "size" },
  [GUO_REPORT_VARIETY] = { "variety", "variety" },
  [GUO_REPORT_FRUIT] = { "fruit", "fruit" },
  [GUO_REPORT_MASS] = { "mass", "mass_mg" },
  [GUO_REPORT_MEAN_MASS] = { "mean_mass", "mean_mass_mg" },
  [GUO_REPORT_DIAMETER] = { "diameter_mean", "diameter_um" },
  [GUO_REPORT_BRIX] = { "brix_mean", "brix_x100" },
  [GUO_REPORT_SHARE] = { "share", "share_x100" },
  [GUO_REPORT_COLOUR] = { "colour_mean", "colour_permille" },
};

const gchar *
guo_report_field_name (GuoReportField field)
{
  return fields[field].name;
}

const gchar *
guo_report_field_key (GuoReportField field)
{
  return fields[field].key;
}

void
guo_profile_free (GuoProfile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->sheet);
  for (guint i = 0; i < self->n_columns; i++)
    g_strfreev (self->columns[i].names);
  g_strfreev (self->totals.texts);
  for (guint i = 0; i < self->n_ignore; i++)
    g_strfreev (self->ignore[i].texts);
  g_free (self);
}

static gunichar
fold_character (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e) /* full-width ASCII stands in its order, 0xfee0 higher */
    c -= 0xfee0;
  else if (c == 0x3010 || c == 0x3014) /* 【 〔 */
    c = '[';
  else if (c == 0x3011 || c == 0x3015) /* 】 〕 */
    c = ']';
  return g_unichar_tolower (c);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff; /* of no width */
}

gsize
guo_report_fold (const gchar *text, gsize len, gchar *out, gsize max)
{
  gsize n = 0;

  for (const gchar *at = text; at < text + len; at = g_utf8_next_char (at))
    {
      gchar folded[6];
      gint size = 1;

      if ((guchar) *at < 0x80)
        {
          if (g_ascii_isspace (*at))
            continue;
          folded[0] = g_ascii_tolower (*at);
        }
      else
        {
          const gunichar c = g_utf8_get_char (at);

          if (is_space (c))
            continue;
          size = g_unichar_to_utf8 (fold_character (c), folded);
        }
      if (n + (gsize) size > max)
        return max + 1;
      memcpy (out + n, folded, (gsize) size);
      n += (gsize) size;
    }
  return n;
}

GBytes *
guo_profile_builtin (const gchar *name, GError **error)
{
  g_autofree gchar *path = g_strdup_printf (PREFIX "/%s.json", name);
  g_autoptr(GString) known = NULL;
  g_auto(GStrv) names = NULL;
  GBytes *bytes = g_resource_lookup_data (guo_profiles_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    return bytes;
  known = g_string_new (NULL);
  names = g_resource_enumerate_children (guo_profiles_get_resource (), PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_string_append_printf (known, "%s%.*s", i == 0 ? "" : ", ", (gint) (strlen (names[i]) - strlen (".json")), names[i]);
  g_set_error (error, GUO_DRIVER_ERROR, GUO_DRIVER_ERROR_BAD_ARGUMENT, "no profile \"%s\"; there are %s", name, known->str);
  return NULL;
}
