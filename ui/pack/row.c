#include "ui/pack/row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"

static const struct
{
  const gchar *state;
  const gchar *word;
  const gchar *style;
} label_states[] = {
  { "reserved", N_("○ reserved"), "row-detail" },
  { "sent", N_("◔ sent"), "row-detail" },
  { "out", N_("● printed"), "row-detail" },
  { "seen", N_("✓ scanned"), "row-detail" },
  { "doubtful", N_("▲ Came out?"), "row-warn" },
  { "void", N_("✕ void"), "row-detail" },
  /* Translators: a case that was opened; its fruit stands in another one */
  { "replaced", N_("→ replaced"), "row-detail" },
  { "scrapped", N_("✕ scrapped"), "row-detail" },
};

/* A case that is gone says how, before its label does. */
static const gchar *
state_of (json_t *pack_case)
{
  const gchar *state = guo_row_text (pack_case, "state");

  if (strcmp (state, "replaced") == 0 || strcmp (state, "scrapped") == 0)
    return state;
  return guo_row_flag (pack_case, "void") ? "void" : guo_row_text (pack_case, "label_state");
}

static gboolean
is_gone (json_t *pack_case)
{
  const gchar *state = guo_row_text (pack_case, "state");

  return guo_row_flag (pack_case, "void") || strcmp (state, "replaced") == 0 || strcmp (state, "scrapped") == 0;
}

/* Where a case stands says more than that its label came out: it was scanned there. */
static gchar *
state_words (json_t *pack_case, const gchar *word)
{
  if (guo_row_has (pack_case, "pallet_no") && strcmp (state_of (pack_case), "doubtful") != 0)
    return g_strdup_printf (_("▣ pallet %s"), guo_row_text (pack_case, "pallet_no"));
  return g_strdup (word);
}

static GtkWidget *
state_cell (json_t *pack_case)
{
  const gchar *state = state_of (pack_case);

  for (gsize i = 0; i < G_N_ELEMENTS (label_states); i++)
    if (strcmp (label_states[i].state, state) == 0)
      {
        g_autofree gchar *words = state_words (pack_case, _(label_states[i].word));
        GtkWidget *label = gtk_label_new (words);

        gtk_widget_add_css_class (label, label_states[i].style);
        gtk_label_set_xalign (GTK_LABEL (label), 0);
        gtk_label_set_wrap (GTK_LABEL (label), TRUE); /* the question, beside its two keys */
        gtk_label_set_lines (GTK_LABEL (label), 2);
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
        gtk_widget_set_hexpand (label, TRUE);
        return label;
      }
  return gtk_label_new (state);
}

/* "◐ 3.00": part-full; "✎ 5.00": typed; "—": a label without its case. */
static gchar *
net_text (json_t *pack_case, GuoMassUnit unit)
{
  g_autofree gchar *net = guo_format_figure (guo_row_int (pack_case, "net_mg"), 2, unit);
  gboolean typed = strcmp (guo_row_text (pack_case, "net_mode"), "typed") == 0;

  if (!guo_row_has (pack_case, "net_mg"))
    return g_strdup ("—");
  return g_strconcat (guo_row_flag (pack_case, "part") ? "◐ " : "", typed ? "✎ " : "", net, NULL);
}

static void
append_answer (GtkBox *box, const gchar *word, const gchar *action, json_t *pack_case)
{
  GtkWidget *key = gtk_button_new_with_label (word);
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *name = g_strdup_printf (_("%s: did label %s come out?"), word, no);

  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (GTK_WIDGET (key), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (key), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (key), "s", guo_row_text (pack_case, "serial"));
  gtk_box_append (box, key);
}

static GtkWidget *
cell (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
guo_case_row_new (json_t *pack_case, GuoMassUnit unit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *net = net_text (pack_case, unit);
  gboolean gone = is_gone (pack_case);

  gtk_box_append (GTK_BOX (box), cell (no, "row-no"));
  gtk_box_append (GTK_BOX (box), state_cell (pack_case));
  if (!gone && strcmp (guo_row_text (pack_case, "label_state"), "doubtful") == 0)
    {
      append_answer (GTK_BOX (box), _("Yes"), "packing.came-out", pack_case);
      append_answer (GTK_BOX (box), _("No"), "packing.not-out", pack_case);
    }
  else
    gtk_box_append (GTK_BOX (box), cell (net, gone ? "row-void" : "row-figure"));
  gtk_widget_add_css_class (box, "weighing-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

gboolean
guo_case_counts (json_t *pack_case)
{
  return !is_gone (pack_case) && guo_row_has (pack_case, "net_mg");
}

gchar *
guo_case_short_serial (const gchar *serial)
{
  return strlen (serial) >= 8 ? g_strndup (serial + 2, 6) : g_strdup (serial);
}
