#include "ui/help/help.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/widgets/sheet.h"

#define BULLET "\342\200\242 "
#define WIDTH_CHARS 30

static gchar *
text_in (const gchar *language, const gchar *name)
{
  g_autofree gchar *path = g_strdup_printf ("/cn/guozhan/Guozhan/help/%s/%s.md", language, name);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size = 0;
  const gchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL ? g_strndup (data, size) : NULL;
}

/* The first of the person's languages in which there is a text; English is always there. */
static gchar *
text_of (const gchar *name)
{
  for (const gchar *const *at = g_get_language_names (); *at != NULL; at++)
    {
      gchar *text = text_in (*at, name);

      if (text != NULL)
        return text;
    }
  return text_in ("en", name);
}

static GtkWidget *
label_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_line (GtkBox *box, const gchar *line)
{
  g_autofree gchar *text = NULL;

  if (*line == '\0' || *line == '#')      /* the sheet has the title */
    return;
  text = g_str_has_prefix (line, "- ") ? g_strconcat (BULLET, line + 2, NULL) : g_strdup (line);
  gtk_box_append (box, label_new (text, "help-line"));
}

static const gchar *
key_word (const gchar *key)
{
  if (strcmp (key, "primary") == 0)
    return _("Space");
  return strcmp (key, "again") == 0 ? "+" : key;
}

static void
add_key (GtkGrid *grid, gint row, const gchar *key, const gchar *word)
{
  gtk_grid_attach (grid, label_new (key, "help-key"), 0, row, 1, 1);
  gtk_grid_attach (grid, label_new (word, "help-line"), 1, row, 1, 1);
}

/* From the page's own table, so that it cannot say what the page does not do. */
static GtkWidget *
keys_of (GuoPage *page)
{
  GtkWidget *grid = gtk_grid_new ();
  const GuoPageKey *key = GUO_PAGE_GET_IFACE (page)->keys;
  gint row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (; key != NULL && key->key != NULL; key++)
    if (key->word != NULL)
      add_key (GTK_GRID (grid), row++, key_word (key->key), _(key->word));
  add_key (GTK_GRID (grid), row++, "F10", _("Menu"));
  add_key (GTK_GRID (grid), row++, "F12", _("Who is working?"));
  add_key (GTK_GRID (grid), row, "Esc", _("Back"));
  return grid;
}

static gchar *
title_of (const gchar *text)
{
  const gchar *end = strchr (text, '\n');

  return g_str_has_prefix (text, "# ") && end != NULL ? g_strndup (text + 2, (gsize) (end - text - 2))
                                                      : g_strdup (_("Help"));
}

void
guo_help_show (GuoPage *page, const gchar *name)
{
  g_autofree gchar *text = text_of (name);
  g_autofree gchar *title = title_of (text != NULL ? text : "");
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  for (gchar **line = lines; *line != NULL; line++)
    add_line (GTK_BOX (box), *line);
  gtk_box_append (GTK_BOX (box), label_new (_("Keys of this page"), "help-head"));
  gtk_box_append (GTK_BOX (box), keys_of (page));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_focusable (scrolled, TRUE);    /* the arrow keys scroll */
  guo_sheet_open (GTK_WIDGET (page), title, scrolled);
}
