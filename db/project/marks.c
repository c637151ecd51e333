#include "db/project/marks.h"

#include "db/database.h"

#include <string.h>

static void
add (json_t *facts, const gchar *kind)
{
  json_t *marks = json_object_get (facts, "marks");

  if (marks == NULL)
    {
      marks = json_array ();
      json_object_set_new (facts, "marks", marks);
    }
  json_array_append_new (marks, json_string (kind));
}

static gboolean
is_text (json_t *value, const gchar *text)
{
  return g_strcmp0 (json_string_value (value), text) == 0;
}

/* Does a list of objects have one whose @member is @text? */
static gboolean
names (json_t *list, const gchar *member, const gchar *text)
{
  json_t *entry;
  gsize i;

  json_array_foreach (list, i, entry)
    if (is_text (json_object_get (entry, member), text))
      return TRUE;
  return FALSE;
}

static void
add_replaced (json_t *facts)
{
  if (json_is_integer (json_object_get (facts, "replaces")))
    add (facts, "replaced");
}

gboolean
guo_marks_of_weighing (json_t *facts, GError **error)
{
  if (is_text (json_object_get (facts, "mode"), "typed"))
    add (facts, "typed");
  if (json_is_true (json_object_get (facts, "below_min")))
    add (facts, "below-min");
  if (json_is_true (json_object_get (facts, "rearmed")))
    add (facts, "rearmed");
  if (json_is_true (json_object_get (facts, "confirmed_repeat")))
    add (facts, "confirmed-repeat");
  if (names (json_object_get (facts, "warnings"), "code", "same-vehicle"))
    add (facts, "same-vehicle");
  add_replaced (facts);
  return TRUE;
}

gboolean
guo_marks_of_deduction (json_t *facts, GError **error)
{
  add (facts, json_is_integer (json_object_get (facts, "replaces")) ? "replaced" : "deduction");
  return TRUE;
}

gboolean
guo_marks_of_lot (json_t *facts, GError **error)
{
  json_t *override = json_object_get (facts, "override");

  if (names (override, "gate", "interval"))
    add (facts, "override-interval");
  if (names (override, "gate", "certificate"))
    add (facts, "override-certificate");
  add_replaced (facts);
  return TRUE;
}

gboolean
guo_marks_of_reopened (json_t *facts, GError **error)
{
  json_object_set (facts, "id", json_object_get (facts, "delivery"));
  add (facts, "reopened");
  return TRUE;
}

gboolean
guo_marks_of_void (json_t *facts, GError **error)
{
  add (facts, "void");
  return TRUE;
}

gboolean
guo_marks_of_print (json_t *facts, GError **error)
{
  const gchar *reason = json_string_value (json_object_get (facts, "reason"));

  if (reason != NULL && *reason != '\0')
    add (facts, "reprint");
  return TRUE;
}

gboolean
guo_marks_of_slip (json_t *facts, GError **error)
{
  json_object_set (facts, "id", json_object_get (facts, "delivery"));
  if (g_strcmp0 (json_string_value (json_object_get (facts, "kind")), "first") != 0)
    add (facts, "reprint");
  return TRUE;
}

gboolean
guo_marks_of_case (json_t *facts, GError **error)
{
  if (is_text (json_object_get (facts, "net_mode"), "typed"))
    add (facts, "typed");
  return TRUE;
}

gboolean
guo_marks_of_clock (json_t *facts, GError **error)
{
  add (facts, "clock");
  return TRUE;
}
