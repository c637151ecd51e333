#include "ui/deliver/draft.h"

#include <string.h>

#include "station/client/row.h"

void
guo_draft_free (GuoDraft *draft)
{
  g_clear_pointer (&draft->party, json_decref);
  g_clear_pointer (&draft->sources, json_decref);
}

void
guo_draft_clear (GuoDraft *draft)
{
  guo_draft_free (draft);
  draft->sources = json_array ();
  draft->current = 0;
  draft->basis = GUO_SHARES_EQUAL;
}

gboolean
guo_draft_add (GuoDraft *draft, json_t *person)
{
  gboolean grower = strcmp (guo_row_text (person, "kind"), "cooperative") != 0;

  if (!grower && draft->party != NULL)
    return FALSE;
  if (grower && draft->party != NULL && json_array_size (draft->sources) == 0)
    return FALSE;
  if (grower && !guo_sources_add (draft->sources, person))
    return FALSE;
  if (draft->party == NULL)
    draft->party = json_incref (person);
  draft->current = grower ? guo_row_int (person, "id") : 0;
  return TRUE;
}

void
guo_draft_remove (GuoDraft *draft, gint64 grower)
{
  gsize i;
  json_t *source;

  if (json_array_size (draft->sources) < 2)
    return;
  json_array_foreach (draft->sources, i, source)
    if (guo_row_int (source, "grower") == grower)
      {
        json_array_remove (draft->sources, i);
        break;
      }
  draft->current = guo_row_int (json_array_get (draft->sources, 0), "grower");
}

gint64
guo_draft_cooperative (const GuoDraft *draft)
{
  gint64 cooperative = guo_row_int (draft->party, "cooperative");

  return cooperative != 0 ? cooperative : guo_row_int (draft->party, "id");
}

json_t *
guo_draft_source (const GuoDraft *draft)
{
  gsize i;
  json_t *source;

  json_array_foreach (draft->sources, i, source)
    if (guo_row_int (source, "grower") == draft->current)
      return source;
  return NULL;
}

void
guo_draft_set_plot (GuoDraft *draft, json_t *plot)
{
  json_t *source = guo_draft_source (draft);

  if (source == NULL)
    return;
  json_object_set_new (source, "plot", json_integer (guo_row_int (plot, "id")));
  json_object_set_new (source, "plot_name", json_string (guo_row_text (plot, "name")));
  json_object_set_new (source, "area_m2", json_integer (guo_row_int (plot, "area_m2")));
}

gchar *
guo_draft_title (const GuoDraft *draft)
{
  gsize n = json_array_size (draft->sources);
  json_t *first = json_array_get (draft->sources, 0);

  if (n == 0)
    return g_strdup (guo_row_text (draft->party, "name"));
  if (n == 1)
    return g_strdup_printf ("%s  %s", guo_row_text (first, "name"),
                            guo_row_text (first, "cooperative_name"));
  return g_strdup (guo_row_text (first, "cooperative_name"));
}
