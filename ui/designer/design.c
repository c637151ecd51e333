#include "ui/designer/design.h"

#include "ui/designer/ratio.h"

#include <string.h>

#define STEPS_MOST 200 /* taken back at most */

struct _GuoDesign
{
  json_t    *layout;
  json_t    *kept;    /* as it began, or was saved last */
  GPtrArray *done;    /* json_t: the layout before each step */
  GPtrArray *undone;
  gint       chosen;
  json_t    *grabbed; /* (nullable): the layout when a pointer took hold */
};

static gint
number (json_t *item, const gchar *member)
{
  return (gint) json_integer_value (json_object_get (item, member));
}

static const gchar *
kind (json_t *item)
{
  const gchar *type = json_string_value (json_object_get (item, "type"));

  return type != NULL ? type : "";
}

static json_t *
items (const GuoDesign *self)
{
  return json_object_get (self->layout, "items");
}

GuoDesign *
guo_design_new (const gchar *file)
{
  json_t *layout = json_loads (file, JSON_REJECT_DUPLICATES, NULL);
  GuoDesign *self;

  if (json_array_size (json_object_get (layout, "items")) == 0)
    {
      json_decref (layout);
      return NULL;
    }
  self = g_new0 (GuoDesign, 1);
  self->layout = layout;
  self->kept = json_deep_copy (layout);
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  return self;
}

void
guo_design_free (GuoDesign *self)
{
  if (self == NULL)
    return;
  json_decref (self->layout);
  json_decref (self->kept);
  json_decref (self->grabbed);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_free (self);
}

gchar *
guo_design_file (const GuoDesign *self)
{
  char *text = json_dumps (self->layout, JSON_INDENT (1));
  gchar *file = g_strdup (text);

  free (text);
  return file;
}

json_t *
guo_design_layout (const GuoDesign *self)
{
  return self->layout;
}

guint
guo_design_length (const GuoDesign *self)
{
  return (guint) json_array_size (items (self));
}

json_t *
guo_design_item (const GuoDesign *self, gint which)
{
  return which >= 0 ? json_array_get (items (self), (gsize) which) : NULL;
}

gint
guo_design_chosen (const GuoDesign *self)
{
  return self->chosen;
}

void
guo_design_choose (GuoDesign *self, gint which)
{
  self->chosen = which >= 0 && which < (gint) guo_design_length (self) ? which : -1;
}

/* A text stands on its baseline; letters reach 0.88 em above it, and 0.12 below. */
static gboolean
on_baseline (json_t *item)
{
  return json_object_get (item, "baseline") != NULL;
}

static GuoDesignArea
upright (json_t *item)
{
  const gint size = number (item, "size");

  if (on_baseline (item))
    return (GuoDesignArea) { number (item, "x"), number (item, "baseline") - size * 88 / 100, number (item, "w"), size };
  return (GuoDesignArea) { number (item, "x"), number (item, "y"), number (item, "w"),
                           strcmp (kind (item), "qr") == 0 ? number (item, "w") : number (item, "h") };
}

/* As the station turns it: clockwise around (x, y), a text around (x, baseline). */
static GuoDesignArea
turned (json_t *item, GuoDesignArea a)
{
  const gint x = number (item, "x"), y = on_baseline (item) ? number (item, "baseline") : number (item, "y");

  switch (number (item, "rotate"))
    {
    case 90:
      return (GuoDesignArea) { x + y - a.y - a.h, y + a.x - x, a.h, a.w };
    case 180:
      return (GuoDesignArea) { 2 * x - a.x - a.w, 2 * y - a.y - a.h, a.w, a.h };
    case 270:
      return (GuoDesignArea) { x + a.y - y, x + y - a.x - a.w, a.h, a.w };
    default:
      return a;
    }
}

gboolean
guo_design_area (const GuoDesign *self, gint which, GuoDesignArea *area)
{
  json_t *item = guo_design_item (self, which);

  if (item == NULL || json_object_get (item, "x") == NULL)
    return FALSE;
  *area = turned (item, upright (item));
  return TRUE;
}

gint
guo_design_at (const GuoDesign *self, gint x, gint y)
{
  gint found = -1, least = G_MAXINT;

  for (gint i = 0; i < (gint) guo_design_length (self); i++)
    {
      GuoDesignArea a;

      /* a thin line is hit a millimetre beside it too */
      if (!guo_design_area (self, i, &a) || x < a.x - 10 || y < a.y - 10 || x > a.x + a.w + 10 || y > a.y + a.h + 10
          || a.w * a.h >= least)
        continue;
      found = i;
      least = a.w * a.h;
    }
  return found;
}

/* @before: the layout as it was, taken over. */
static void
remember (GuoDesign *self, json_t *before)
{
  g_ptr_array_add (self->done, before);
  if (self->done->len > STEPS_MOST)
    g_ptr_array_remove_index (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
}

/* Keeps @before as a step when the layout is another now; frees it when not. */
static gboolean
settle (GuoDesign *self, json_t *before)
{
  if (json_equal (before, self->layout))
    {
      json_decref (before);
      return FALSE;
    }
  remember (self, before);
  return TRUE;
}

static gint
snap (gint tenths)
{
  return (tenths + (tenths < 0 ? -GUO_DESIGN_SNAP / 2 : GUO_DESIGN_SNAP / 2)) / GUO_DESIGN_SNAP * GUO_DESIGN_SNAP;
}

static void
put (json_t *item, const gchar *member, gint value)
{
  json_object_set_new (item, member, json_integer (value));
}

/* Where @from + @by comes to: on a half of a millimetre when it moves at all, from @least to @most. */
static gint
moved (gint from, gint by, gint least, gint most)
{
  return by == 0 ? from : CLAMP (snap (from + by), least, MAX (least, most));
}

static void
move (const GuoDesign *self, json_t *item, json_t *from, gint dx, gint dy)
{
  const GuoDesignArea at = turned (from, upright (from));
  const gint width = number (self->layout, "width"), height = number (self->layout, "height");
  const gchar *upper = on_baseline (item) ? "baseline" : "y";
  /* what a turned element reaches beyond its own corner must stay on the paper as well */
  const gint left = at.x - number (from, "x"), top = at.y - number (from, upper);

  put (item, "x", moved (number (from, "x"), dx, MAX (0, -left), width - at.w - left));
  put (item, upper, moved (number (from, upper), dy, MAX (0, -top), height - at.h - top));
}

/* The next place of the grid in the direction that a picture is pulled: a step that is less than its half is one too. */
static gint
grown (gint from, gint to, gint most)
{
  gint snapped = snap (to);

  if (to != from && snapped == from)
    snapped += to > from ? GUO_DESIGN_SNAP : -GUO_DESIGN_SNAP;
  return to == from ? from : CLAMP (snapped, GUO_DESIGN_LEAST, MAX (GUO_DESIGN_LEAST, most));
}

static void
resize (const GuoDesign *self, json_t *item, json_t *from, gint dx, gint dy)
{
  const GuoDesignArea at = turned (from, upright (from));
  const gboolean lies = number (from, "rotate") % 180 != 0;
  const gint w_by = lies ? dy : dx, h_by = lies ? dx : dy;
  const gint room_w = number (self->layout, "width") - at.x, room_h = number (self->layout, "height") - at.y;
  const gint most_w = lies ? room_h : room_w, most_h = lies ? room_w : room_h;
  gint width, most;

  if (guo_ratio_pull (from, w_by, h_by, most_w, most_h, &width, &most))
    {
      put (item, "w", grown (number (from, "w"), width, most));
      guo_ratio_keep (item, "w");
      return;
    }
  if (strcmp (kind (item), "qr") == 0)
    {
      put (item, "w", moved (number (from, "w"), ABS (w_by) >= ABS (h_by) ? w_by : h_by, GUO_DESIGN_LEAST, MIN (most_w, most_h)));
      return;
    }
  put (item, "w", moved (number (from, "w"), w_by, GUO_DESIGN_LEAST, most_w));
  if (on_baseline (item)) /* higher letters: the upper edge stays */
    {
      const gint size = moved (number (from, "size"), h_by, GUO_DESIGN_LEAST, most_h), top = number (from, "baseline")
                       - number (from, "size") * 88 / 100;

      put (item, "size", size);
      if (h_by != 0 && !lies)
        put (item, "baseline", top + size * 88 / 100);
    }
  else if (json_object_get (from, "h") != NULL)
    put (item, "h", moved (number (from, "h"), h_by, strcmp (kind (item), "rule") == 0 ? 1 : GUO_DESIGN_LEAST, most_h));
}

gboolean
guo_design_change (GuoDesign *self, GuoDesignChange change, gint dx, gint dy)
{
  json_t *item = guo_design_item (self, self->chosen);
  json_t *before, *from;

  if (item == NULL || json_object_get (item, "x") == NULL)
    return FALSE;
  before = self->grabbed == NULL ? json_deep_copy (self->layout) : json_incref (self->grabbed);
  from = json_array_get (json_object_get (before, "items"), (gsize) self->chosen);
  (change == GUO_DESIGN_MOVE ? move : resize) (self, item, from, dx, dy);
  if (self->grabbed == NULL)
    return settle (self, before);
  json_decref (before);
  return TRUE;
}

void
guo_design_grab (GuoDesign *self)
{
  guo_design_let_go (self);
  self->grabbed = json_deep_copy (self->layout);
}

void
guo_design_let_go (GuoDesign *self)
{
  if (self->grabbed != NULL)
    settle (self, g_steal_pointer (&self->grabbed));
}

static gboolean
set_member (GuoDesign *self, json_t *object, const gchar *member, json_t *value)
{
  json_t *before = json_deep_copy (self->layout);

  if (value != NULL)
    json_object_set_new (object, member, value);
  else
    json_object_del (object, member);
  guo_ratio_keep (object, member);
  return settle (self, before);
}

gboolean
guo_design_set (GuoDesign *self, const gchar *member, json_t *value)
{
  json_t *item = guo_design_item (self, self->chosen);

  if (item != NULL)
    return set_member (self, item, member, value);
  json_decref (value);
  return FALSE;
}

void
guo_design_replace (GuoDesign *self, json_t *item)
{
  json_t *before = json_deep_copy (self->layout);

  json_array_set_new (items (self), (gsize) MAX (0, self->chosen), item);
  settle (self, before);
}

gboolean
guo_design_set_head (GuoDesign *self, const gchar *member, json_t *value)
{
  return set_member (self, self->layout, member, value);
}

void
guo_design_add (GuoDesign *self, json_t *item)
{
  json_t *before = json_deep_copy (self->layout);

  json_array_append_new (items (self), item);
  self->chosen = (gint) guo_design_length (self) - 1;
  settle (self, before);
}

gboolean
guo_design_remove (GuoDesign *self)
{
  json_t *before;

  if (guo_design_item (self, self->chosen) == NULL || guo_design_length (self) == 1)
    return FALSE;
  before = json_deep_copy (self->layout);
  json_array_remove (items (self), (gsize) self->chosen);
  guo_design_choose (self, MIN (self->chosen, (gint) guo_design_length (self) - 1));
  return settle (self, before);
}

void
guo_design_know_field (GuoDesign *self, json_t *field)
{
  json_t *fields = json_object_get (self->layout, "fields"), *known;
  gsize i;

  json_array_foreach (fields, i, known)
    if (json_equal (json_object_get (known, "name"), json_object_get (field, "name")))
      return;
  json_array_append_new (fields, json_deep_copy (field));
}

/* From one pile to the other, the layout of now with it. */
static gboolean
step (GuoDesign *self, GPtrArray *from, GPtrArray *to)
{
  guo_design_let_go (self);
  if (from->len == 0)
    return FALSE;
  g_ptr_array_add (to, self->layout);
  self->layout = g_ptr_array_steal_index (from, from->len - 1);
  guo_design_choose (self, MIN (self->chosen, (gint) guo_design_length (self) - 1));
  return TRUE;
}

gboolean
guo_design_undo (GuoDesign *self)
{
  return step (self, self->done, self->undone);
}

gboolean
guo_design_redo (GuoDesign *self)
{
  return step (self, self->undone, self->done);
}

void
guo_design_can (const GuoDesign *self, gboolean *undo, gboolean *redo)
{
  *undo = self->done->len > 0;
  *redo = self->undone->len > 0;
}

gboolean
guo_design_is_changed (const GuoDesign *self)
{
  return !json_equal (self->layout, self->kept);
}

gboolean
guo_design_take_draft (GuoDesign *self, const gchar *file)
{
  g_autoptr(GuoDesign) draft = guo_design_new (file);

  if (draft == NULL)
    return FALSE;
  remember (self, self->layout);
  self->layout = json_incref (draft->layout);
  guo_design_choose (self, self->chosen);
  return TRUE;
}

void
guo_design_saved (GuoDesign *self)
{
  json_decref (self->kept);
  self->kept = json_deep_copy (self->layout);
}
