#include "ui/widgets/digits.h"

#include <glib/gi18n.h>

#define GAP 16
#define UNIT_PERCENT 40
#define KIND_REM 2.25
#define SYMBOL_REM 1.25

static const gint ladder[] = { 208, 176, 148, 132, 112, 96, 80, 64 };
#define LADDER_FLOOR 96

struct _GuoDigits
{
  GtkWidget parent_instance;

  gchar    *longest;
  gchar    *text;
  gchar    *unit;
  gchar    *kind;
  gchar    *symbol;
  gint      size;
};

G_DEFINE_FINAL_TYPE (GuoDigits, guo_digits, GTK_TYPE_WIDGET)

static PangoLayout *
layout_of (GuoDigits *self, const gchar *text, gdouble px, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (
      gtk_widget_get_pango_context (GTK_WIDGET (self))));
  g_autoptr(PangoAttrList) features = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (features, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, features);
  return layout;
}

static gint
width_of (GuoDigits *self, const gchar *text, gdouble px, PangoWeight weight)
{
  g_autoptr(PangoLayout) layout = layout_of (self, text, px, weight);
  gint width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static gdouble
rem (GuoDigits *self)
{
  gint dpi = 96 * 1024;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return 16.0 * dpi / (96 * 1024);
}

static gint
kind_width (GuoDigits *self)
{
  /* held free for the longer of the words, so that gross and net stand at the same place */
  return MAX (width_of (self, _("Gross"), KIND_REM * rem (self), PANGO_WEIGHT_BOLD),
              width_of (self, _("Net"), KIND_REM * rem (self), PANGO_WEIGHT_BOLD));
}

static void
choose_size (GuoDigits *self)
{
  gint width = gtk_widget_get_width (GTK_WIDGET (self));
  gint height = gtk_widget_get_height (GTK_WIDGET (self));
  gint kind = kind_width (self);

  for (gsize i = 0; i < G_N_ELEMENTS (ladder); i++)
    {
      gint need = kind + GAP + width_of (self, self->longest, ladder[i], PANGO_WEIGHT_BOLD) + GAP
                  + width_of (self, "kg", ladder[i] * UNIT_PERCENT / 100, PANGO_WEIGHT_NORMAL);

      self->size = ladder[i];
      if (need <= width && ladder[i] * 80 / 100 <= height)
        return;
    }
}

static void
draw_at (GuoDigits *self, GtkSnapshot *snapshot, PangoLayout *layout, gdouble x, gdouble middle,
         const GdkRGBA *colour)
{
  PangoRectangle ink;

  /* by the ink: digits have no descender, and the line's box would hang them low */
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gfloat) x,
                                                (gfloat) (middle - ink.y - ink.height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_kind (GuoDigits *self, GtkSnapshot *snapshot, gdouble middle, const GdkRGBA *colour)
{
  g_autoptr(PangoLayout) kind = NULL;
  g_autoptr(PangoLayout) symbol = NULL;
  gdouble unit = rem (self);
  gint kind_w, symbol_w;

  if (self->kind == NULL)
    return;
  kind = layout_of (self, self->kind, KIND_REM * unit, PANGO_WEIGHT_BOLD);
  symbol = layout_of (self, self->symbol, SYMBOL_REM * unit, PANGO_WEIGHT_NORMAL);
  pango_layout_get_pixel_size (kind, &kind_w, NULL);
  pango_layout_get_pixel_size (symbol, &symbol_w, NULL);
  draw_at (self, snapshot, kind, 0, middle - 0.6 * unit, colour);
  draw_at (self, snapshot, symbol, (kind_w - symbol_w) / 2.0, middle + 1.5 * unit, colour);
}

static void
guo_digits_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GuoDigits *self = GUO_DIGITS (widget);
  gdouble middle = gtk_widget_get_height (widget) / 2.0;
  gint right = gtk_widget_get_width (widget);
  gint unit_px = self->size * UNIT_PERCENT / 100;
  gint unit_width = width_of (self, "kg", unit_px, PANGO_WEIGHT_NORMAL);
  gint digits_width;
  gdouble px = self->size;
  GdkRGBA colour;
  g_autoptr(PangoLayout) digits = NULL;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  draw_kind (self, snapshot, middle, &colour);
  if (self->unit != NULL)
    {
      g_autoptr(PangoLayout) unit = layout_of (self, self->unit, unit_px, PANGO_WEIGHT_NORMAL);

      draw_at (self, snapshot, unit, right - unit_width, middle, &colour);
    }
  else
    px *= 0.6;
  digits = layout_of (self, self->text, px, PANGO_WEIGHT_BOLD);
  pango_layout_get_pixel_size (digits, &digits_width, NULL);
  draw_at (self, snapshot, digits, right - unit_width - GAP - digits_width, middle, &colour);
}

static void
guo_digits_size_allocate (GtkWidget *widget, gint width, gint height, gint baseline)
{
  choose_size (GUO_DIGITS (widget));
}

static void
guo_digits_measure (GtkWidget *widget, GtkOrientation orientation, gint for_size, gint *minimum,
                    gint *natural, gint *minimum_baseline, gint *natural_baseline)
{
  /* constant on purpose: the page must not move with the value */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 260 : LADDER_FLOOR;
  *natural = *minimum;
}

static void
guo_digits_finalize (GObject *object)
{
  GuoDigits *self = GUO_DIGITS (object);

  g_clear_pointer (&self->longest, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->symbol, g_free);
  G_OBJECT_CLASS (guo_digits_parent_class)->finalize (object);
}

static void
guo_digits_class_init (GuoDigitsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = guo_digits_finalize;
  widget_class->snapshot = guo_digits_snapshot;
  widget_class->measure = guo_digits_measure;
  widget_class->size_allocate = guo_digits_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "digits");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
guo_digits_init (GuoDigits *self)
{
  self->longest = g_strdup ("8888.88");
  self->text = g_strdup ("");
  self->size = LADDER_FLOOR;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Weight"), -1);
}

void
guo_digits_set_longest (GuoDigits *self, const gchar *longest)
{
  const gchar *unsigned_part = longest;

  while (*unsigned_part == '-' || *unsigned_part == '+')
    unsigned_part++;
  if (*unsigned_part == '\0' || g_str_equal (unsigned_part, self->longest))
    return;
  g_free (self->longest);
  self->longest = g_strdup (unsigned_part);
  choose_size (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
replace (gchar **slot, const gchar *text)
{
  if (g_strcmp0 (*slot, text) == 0)
    return FALSE;
  g_free (*slot);
  *slot = g_strdup (text);
  return TRUE;
}

gboolean
guo_digits_set_value (GuoDigits *self, const gchar *text, const gchar *unit, const gchar *kind,
                      const gchar *symbol)
{
  gboolean changed = replace (&self->text, text);

  changed |= replace (&self->unit, unit);
  changed |= replace (&self->kind, kind);
  changed |= replace (&self->symbol, symbol != NULL ? symbol : "");
  if (changed)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  return changed;
}

void
guo_digits_describe (GuoDigits *self, const gchar *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

gint
guo_digits_get_size (GuoDigits *self)
{
  return self->size;
}
