#include "ui/widgets/tip.h"

#define CHARS_MOST 40
#define HANZI_CHARS 2 /* a Chinese character is as wide as two digits */

static gint
chars_of (const gchar *text)
{
  gint chars = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    chars += g_unichar_iswide (g_utf8_get_char (text)) ? HANZI_CHARS : 1;
  return MIN (chars, CHARS_MOST);
}

static void
say (GtkTooltip *tooltip, const gchar *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), chars_of (text));
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHARS_MOST);
  gtk_tooltip_set_custom (tooltip, label);
}

static gboolean
asked (GtkWidget *widget, gint x, gint y, gboolean by_keyboard, GtkTooltip *tooltip, gchar *text)
{
  say (tooltip, text);
  return TRUE;
}

static gboolean
asked_when_cut (GtkWidget *widget, gint x, gint y, gboolean by_keyboard, GtkTooltip *tooltip, GtkLabel *label)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  say (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
free_text (gpointer text, GClosure *closure)
{
  g_free (text);
}

void
guo_tip_set (GtkWidget *widget, const gchar *text)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_data (widget, "query-tooltip", G_CALLBACK (asked), g_strdup (text), free_text, 0);
}

void
guo_tip_when_cut (GtkWidget *widget, GtkLabel *label)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_object (widget, "query-tooltip", G_CALLBACK (asked_when_cut), label, 0);
}
