/* What of a scheme a form shows. Everything else of its file stays where it is. */
#include "station/grading/scheme-edit.h"

/* A text, or a number as it was written; null where there is neither. */
static json_t *
written (json_t *object, const gchar *member)
{
  json_t *value = json_object_get (object, member);
  const gchar *number = guo_exact_json_number (value), *text = guo_exact_json_text (value);

  return number != NULL ? json_string (number) : text != NULL ? json_string (text) : json_null ();
}

static void
copy_written (json_t *from, json_t *to, const gchar *const *members)
{
  for (gsize i = 0; members[i] != NULL; i++)
    json_object_set_new (to, members[i], written (from, members[i]));
}

static gboolean
is_dated (json_t *object)
{
  return json_object_get (object, "from") != NULL || json_object_get (object, "until") != NULL;
}

static json_t *
names_of (json_t *object)
{
  json_t *name = written (object, "name_zh");

  return json_pack ("{s:o, s:o}", "name", name, "name_en", written (object, "name_en"));
}

static json_t *
limits_form (json_t *limits, const gchar *where)
{
  static const gchar *const members[] = { "field", "op", "value", "min", "over", "max", "under", NULL };
  json_t *list = json_array (), *limit;
  gsize i;

  json_array_foreach (limits, i, limit)
    {
      g_autofree gchar *at = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, where, i);
      json_t *form = json_pack ("{s:s, s:b}", "at", at, "dated", is_dated (limit));

      copy_written (limit, form, members);
      json_array_append_new (list, form);
    }
  return list;
}

static json_t *
tolerances_form (json_t *tolerances, const gchar *where)
{
  static const gchar *const members[] = { "percent", "by", "must_meet", NULL };
  json_t *list = json_array (), *tolerance;
  gsize i;

  json_array_foreach (tolerances, i, tolerance)
    {
      g_autofree gchar *at = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, where, i);
      json_t *form = json_pack ("{s:s, s:b}", "at", at, "dated", is_dated (tolerance));
      json_t *of = json_object_get (tolerance, "of");

      copy_written (tolerance, form, members);
      json_object_set_new (form, "of", of != NULL ? json_deep_copy (of) : json_null ());
      json_array_append_new (list, form);
    }
  return list;
}

static json_t *
class_form (json_t *class, const gchar *key, gsize index)
{
  g_autofree gchar *at = g_strdup_printf ("/classes/%" G_GSIZE_FORMAT, index);
  g_autofree gchar *limits = g_strconcat (at, "/limits", NULL), *lot_limits = g_strconcat (at, "/lot_limits", NULL);
  g_autofree gchar *tolerances = g_strconcat (at, "/tolerances", NULL);
  json_t *form = names_of (class);

  json_object_set_new (form, "at", json_string (at));
  json_object_set_new (form, "key", json_string (key));
  json_object_set_new (form, "code", written (class, "code"));
  json_object_set_new (form, "dated", json_boolean (is_dated (class)));
  json_object_set_new (form, "limits", limits_form (json_object_get (class, "limits"), limits));
  json_object_set_new (form, "lot_limits", limits_form (json_object_get (class, "lot_limits"), lot_limits));
  json_object_set_new (form, "tolerances", tolerances_form (json_object_get (class, "tolerances"), tolerances));
  return form;
}

/* The file may have its classes in any order of rank. */
static gint
place_of (const GuoScheme *self, json_t *class)
{
  static const gchar *const names[] = { "code", "name", "name_zh", "name_en", NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const gchar *name = guo_exact_json_text (json_object_get (class, names[i]));

      if (name != NULL)
        return guo_scheme_class (self, name);
    }
  return -1;
}

static json_t *
classes_form (const GuoScheme *self)
{
  json_t *classes = json_object_get (self->source, "classes"), *list = json_array (), *class;
  gsize i;

  for (guint place = 0; place < self->n_classes; place++)
    json_array_foreach (classes, i, class)
      if (place_of (self, class) == (gint) place)
        json_array_append_new (list, class_form (class, self->classes[place].key, i));
  return list;
}

static json_t *
fields_form (const GuoScheme *self)
{
  json_t *list = json_array ();

  for (guint i = 0; i < self->n_measurements; i++)
    json_array_append_new (list, json_pack ("{s:s, s:s?, s:s?, s:s, s:b}", "field", self->measurements[i].name, "name",
                                            self->measurements[i].name_zh, "name_en", self->measurements[i].name_en,
                                            "unit", self->measurements[i].unit, "fruit",
                                            self->measurements[i].on == GUO_MEASURED_ON_FRUIT));
  return list;
}

json_t *
guo_scheme_form (const GuoScheme *self)
{
  json_t *form = names_of (self->source);

  json_object_set_new (form, "version", json_string (self->version));
  json_object_set_new (form, "fields", fields_form (self));
  json_object_set_new (form, "classes", classes_form (self));
  json_object_set_new (form, "limits", limits_form (json_object_get (self->source, "limits"), "/limits"));
  json_object_set_new (form, "lot_limits", limits_form (json_object_get (self->source, "lot_limits"), "/lot_limits"));
  json_object_set_new (form, "sizes", json_integer (self->n_sizes));
  json_object_set_new (form, "parts", json_integer (self->n_parts));
  json_object_set_new (form, "defects", json_integer (self->n_defects));
  return form;
}
