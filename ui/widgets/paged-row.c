#include "ui/widgets/paged-row.h"

struct _GuoPagedRow
{
  GObject parent_instance;

  json_t *json;
};

G_DEFINE_FINAL_TYPE (GuoPagedRow, guo_paged_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
guo_paged_row_finalize (GObject *object)
{
  json_decref (GUO_PAGED_ROW (object)->json);
  G_OBJECT_CLASS (guo_paged_row_parent_class)->finalize (object);
}

static void
guo_paged_row_class_init (GuoPagedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_paged_row_finalize;
  changed_signal = g_signal_new ("changed", GUO_TYPE_PAGED_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
guo_paged_row_init (GuoPagedRow *self)
{
}

GuoPagedRow *
guo_paged_row_new (json_t *json)
{
  GuoPagedRow *row = g_object_new (GUO_TYPE_PAGED_ROW, NULL);

  row->json = json_incref (json);
  return row;
}

void
guo_paged_row_set (GuoPagedRow *self, json_t *json)
{
  if (self->json == json || (self->json != NULL && json_equal (self->json, json)))
    return;
  json_decref (self->json);
  self->json = json_incref (json);
  g_signal_emit (self, changed_signal, 0);
}

json_t *
guo_paged_row_json (GuoPagedRow *self)
{
  return self->json;
}
