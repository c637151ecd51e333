#include "station/client/chart/chart.h"

#include "station/client/row.h"

static void
clear_item (gpointer data)
{
  g_free (((GuoChartItem *) data)->label);
}

GuoChart *
guo_chart_new (GuoChartKind kind, const GuoChartUnits *units)
{
  GuoChart *self = g_new0 (GuoChart, 1);

  self->kind = kind;
  self->units = units;
  self->items = g_array_new (FALSE, FALSE, sizeof (GuoChartItem));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

void
guo_chart_free (GuoChart *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_free (self->value_name);
  g_free (self->other_name);
  g_free (self->others_name);
  g_free (self->empty);
  g_free (self);
}

static void
set_word (gchar **slot, const gchar *word)
{
  g_free (*slot);
  *slot = g_strdup (word);
}

void
guo_chart_set_words (GuoChart *self, const gchar *value_name, const gchar *other_name,
                     const gchar *others_name, const gchar *empty)
{
  set_word (&self->value_name, value_name);
  set_word (&self->other_name, other_name);
  set_word (&self->others_name, others_name);
  set_word (&self->empty, empty);
}

void
guo_chart_add (GuoChart *self, const gchar *label, gint64 value, gint64 other)
{
  GuoChartItem item = { g_utf8_make_valid (label, -1), value, other };

  g_array_append_val (self->items, item);
}

static gint64
mass_of (json_t *row, const gchar *key)
{
  return guo_row_has (row, key) ? guo_row_int (row, key) : GUO_CHART_NONE;
}

void
guo_chart_add_rows (GuoChart *self, json_t *rows, const gchar *label, const gchar *unnamed)
{
  json_t *row;
  gsize i;

  json_array_foreach (rows, i, row)
    {
      json_t *name = json_object_get (row, label);
      g_autofree gchar *number = json_is_integer (name)
                                   ? g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (name)) : NULL;
      const gchar *text = number != NULL ? number : guo_row_text (row, label);

      guo_chart_add (self, *text != '\0' ? text : unnamed, mass_of (row, "net_mg"),
                     mass_of (row, "against_net_mg"));
    }
}

const GuoChartItem *
guo_chart_item (const GuoChart *self, guint i)
{
  return &g_array_index (self->items, GuoChartItem, i);
}

gboolean
guo_chart_is_empty (const GuoChart *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (guo_chart_item (self, i)->value != GUO_CHART_NONE || guo_chart_item (self, i)->other != GUO_CHART_NONE)
      return FALSE;
  return TRUE;
}
