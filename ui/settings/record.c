#include "ui/settings/record.h"

struct _GuoRecord
{
  GObject parent_instance;

  json_t *row;
};

G_DEFINE_FINAL_TYPE (GuoRecord, guo_record, G_TYPE_OBJECT)

static void
guo_record_finalize (GObject *object)
{
  json_decref (GUO_RECORD (object)->row);
  G_OBJECT_CLASS (guo_record_parent_class)->finalize (object);
}

static void
guo_record_class_init (GuoRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = guo_record_finalize;
}

static void
guo_record_init (GuoRecord *self)
{
}

GuoRecord *
guo_record_new (json_t *row)
{
  GuoRecord *self = g_object_new (GUO_TYPE_RECORD, NULL);

  self->row = json_incref (row);
  return self;
}

json_t *
guo_record_row (GuoRecord *self)
{
  return self->row;
}
