#include "ui/deliver/sources.h"

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"

#define PPM_PER_PERCENT 10000
#define PPM 1000000
#define MG_PER_UNIT 1000000
#define CRATES_MOST 100000

static const struct
{
  const gchar *code;
  const gchar *word;
} bases[GUO_SHARES_N] = {
  [GUO_SHARES_EQUAL] = { "equal", N_("Equal") },
  [GUO_SHARES_CRATES] = { "crates", N_("By crates") },
  [GUO_SHARES_DECLARED] = { "declared", N_("As said, %") },
  [GUO_SHARES_AREA] = { "area", N_("By area") },
};

const gchar *
guo_shares_basis_code (GuoSharesBasis basis)
{
  return bases[basis].code;
}

const gchar *
guo_shares_basis_word (GuoSharesBasis basis)
{
  return _(bases[basis].word);
}

gboolean
guo_sources_add (json_t *sources, json_t *person)
{
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    {
      if (guo_row_int (source, "grower") == guo_row_int (person, "id"))
        return TRUE;
      if (guo_row_int (source, "cooperative") != guo_row_int (person, "cooperative"))
        return FALSE;
    }
  json_array_append_new (sources, json_pack ("{sIsssIssss}", "grower", guo_row_int (person, "id"),
                                             "name", guo_row_text (person, "name"), "cooperative",
                                             guo_row_int (person, "cooperative"), "cooperative_name",
                                             guo_row_text (person, "cooperative_name"), "said", ""));
  return TRUE;
}

/* A decimal number as a person types it; -1 when it is none. In millionths. */
static gint64
typed (json_t *source)
{
  gint64 value;

  return guo_parse_mass (guo_row_text (source, "said"), &value) ? value : -1;
}

static gint64
weight_of (json_t *source, GuoSharesBasis basis)
{
  gint64 value = typed (source);

  switch (basis)
    {
    case GUO_SHARES_CRATES:
      return value % MG_PER_UNIT == 0 && value / MG_PER_UNIT <= CRATES_MOST ? value / MG_PER_UNIT : 0;
    case GUO_SHARES_DECLARED:
      return value * PPM_PER_PERCENT / MG_PER_UNIT;
    case GUO_SHARES_AREA:
      return guo_row_int (source, "area_m2");
    case GUO_SHARES_EQUAL:
    case GUO_SHARES_N:
    default:
      return 1;
    }
}

gchar *
guo_sources_weights (json_t *sources, GuoSharesBasis basis)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 sum = 0;
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    {
      gint64 weight = weight_of (source, basis);

      if (weight <= 0)
        return NULL;
      sum += weight;
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", weight);
    }
  if (sum == 0 || (basis == GUO_SHARES_DECLARED && sum != PPM))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

json_t *
guo_sources_body (json_t *sources, GuoSharesBasis basis)
{
  gboolean several = json_array_size (sources) > 1;
  json_t *body = json_array ();
  gsize i;
  json_t *source;

  json_array_foreach (sources, i, source)
    {
      json_t *row = json_pack ("{sI}", "grower", guo_row_int (source, "grower"));

      if (guo_row_int (source, "plot") != 0)
        json_object_set_new (row, "plot", json_integer (guo_row_int (source, "plot")));
      if (several)
        json_object_set_new (row, "basis", json_string (bases[basis].code));
      if (several && basis == GUO_SHARES_CRATES)
        json_object_set_new (row, "crates", json_integer (weight_of (source, basis)));
      if (several && basis == GUO_SHARES_DECLARED)
        json_object_set_new (row, "share_ppm", json_integer (weight_of (source, basis)));
      json_array_append_new (body, row);
    }
  return body;
}

gchar *
guo_permille_text (gint64 permille)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " %%", permille / 10,
                          permille % 10);
}
