#include "ui/weigh/exception-row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/weigh/deduct.h"
#include "ui/weigh/reasons.h"
#include "ui/weigh/row.h"
#include "ui/widgets/tip.h"

#define DECIMALS 2

static const struct
{
  const gchar *kind;
  const gchar *word;
} kinds[] = {
  /* Translators: kinds of entries in the day's exception report */
  { "typed", N_("✎ Typed") },
  { "void", N_("Voided") },
  { "below-min", N_("▽ Below Min") },
  { "rearmed", N_("Same again") },
  { "confirmed-repeat", N_("Recorded after a stop") },
  { "same-vehicle", N_("▲ Same truck") },
  { "override-interval", N_("Interval overridden") },
  { "override-certificate", N_("No certificate") },
  { "deduction", N_("Deduction") },
  { "reprint", N_("Reprint") },
  { "reopened", N_("Reopened") },
  { "replaced", N_("Replaced") },
  { "clock", N_("Clock set back") },
  { "report-missing", N_("No grading report") },
  { "report-waiting", N_("Report of no run") },
  { "report-gap", N_("Batch reports left out") },
  { "run-without-fruit", N_("Run without fruit") },
};

const gchar *
guo_exception_kind_word (const gchar *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return _(kinds[i].word);
  return kind;
}

/* The station's word for a reason, in people's words; free text stays. */
static const gchar *
reason_word (const gchar *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (guo_void_reasons); i++)
    if (strcmp (guo_void_reasons[i].code, reason) == 0)
      return _(guo_void_reasons[i].word);
  if (strcmp (reason, "wrong-amount") == 0)
    return _("Wrong amount");
  return guo_deduct_reason_word (reason);
}

static GtkWidget *
cell (const gchar *text, const gchar *style, gfloat xalign, gboolean wide)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_set_hexpand (label, wide);
  if (wide)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      guo_tip_when_cut (label, GTK_LABEL (label));
    }
  gtk_widget_add_css_class (label, style);
  return label;
}

static gchar *
change_text (json_t *row, GuoMassUnit unit)
{
  g_autofree gchar *was = guo_format_figure (guo_row_int (row, "was_mg"), DECIMALS, unit);
  g_autofree gchar *now = guo_format_figure (guo_row_int (row, "now_mg"), DECIMALS, unit);
  const gchar *word = guo_mass_unit_word (unit);

  if (guo_row_has (row, "was_mg") && guo_row_has (row, "now_mg"))
    return g_strdup_printf ("%s → %s %s", was, now, word);
  if (guo_row_has (row, "was_mg"))
    return g_strdup_printf ("%s %s", was, word);
  return guo_row_has (row, "now_mg") ? g_strdup_printf ("%s %s", now, word) : g_strdup ("");
}

static gchar *
place_text (json_t *row)
{
  gint no = (gint) guo_row_int (row, "no");
  const gchar *lot = guo_row_text (row, "lot_no");
  const gchar *place = *lot != '\0' ? lot : guo_row_text (row, "delivery_no");

  return no > 0 ? g_strdup_printf (_("%s, no. %d"), place, no) : g_strdup (place);
}

/* Whose, why, by whom; what is not there leaves no gap. */
static gchar *
below_text (json_t *row)
{
  const gchar *approver = guo_row_text (row, "approver_name");
  g_autofree gchar *approved = *approver != '\0' ? g_strdup_printf (_("approved by %s"), approver)
                                                 : g_strdup ("");
  const gchar *parts[] = { guo_row_text (row, "party_name"), guo_row_text (row, "vehicle"),
                           reason_word (guo_row_text (row, "reason")), guo_row_text (row, "text"),
                           guo_row_text (row, "actor_name"), approved };
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWidget *
guo_exception_row_new (json_t *row, GuoMassUnit unit, GtkSizeGroup *kind_column)
{
  GtkWidget *widget = gtk_list_box_row_new (), *kind;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  g_autofree gchar *time = guo_weighing_time_text (guo_row_text (row, "at"));
  g_autofree gchar *place = place_text (row);
  g_autofree gchar *change = change_text (row, unit);
  g_autofree gchar *below = below_text (row);
  g_autofree gchar *name = NULL;

  kind = cell (guo_exception_kind_word (guo_row_text (row, "kind")), "exception-kind", 0, FALSE);
  gtk_size_group_add_widget (kind_column, kind);
  gtk_box_append (GTK_BOX (line), cell (time, "figure", 0, FALSE));
  gtk_box_append (GTK_BOX (line), kind);
  gtk_box_append (GTK_BOX (line), cell (place, "figure", 0, TRUE));
  gtk_box_append (GTK_BOX (line), cell (change, "exception-figure", 1, FALSE));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), cell (below, "row-age", 0, TRUE));
  gtk_widget_add_css_class (box, "exception-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  name = g_strdup_printf ("%s, %s, %s, %s, %s", time, gtk_label_get_label (GTK_LABEL (kind)), place, change,
                          below);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return widget;
}
