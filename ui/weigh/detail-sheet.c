#include "ui/weigh/detail-sheet.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/weigh/ask.h"
#include "ui/weigh/reasons.h"
#include "ui/weigh/row.h"

#define DECIMALS 2
#define BYTES_A_LINE 8

static void
add_line (GtkBox *box, const gchar *name, const gchar *value, const gchar *style)
{
  GtkWidget *caption = gtk_label_new (name), *label = gtk_label_new (value);

  if (*value == '\0')
    {
      g_object_unref (g_object_ref_sink (caption));
      g_object_unref (g_object_ref_sink (label));
      return;
    }
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (caption, "field-label");
  gtk_widget_add_css_class (label, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_box_append (box, caption);
  gtk_box_append (box, label);
}

static void
add_mass (GtkBox *box, const gchar *name, json_t *weighing, const gchar *key)
{
  g_autofree gchar *mass = guo_format_mass (guo_row_int (weighing, key), DECIMALS);
  g_autofree gchar *text = g_strdup_printf ("%s kg", mass);

  if (guo_row_has (weighing, key))
    add_line (box, name, text, "figure");
}

/* "02 2B 30 …" in lines, then what of it can be read. */
static gchar *
raw_text (const gchar *hex)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autoptr(GString) letters = g_string_new (NULL);

  for (gsize i = 0; hex[2 * i] != '\0' && hex[2 * i + 1] != '\0'; i++)
    {
      gint byte = g_ascii_xdigit_value (hex[2 * i]) * 16 + g_ascii_xdigit_value (hex[2 * i + 1]);

      g_string_append_printf (bytes, "%s%.2s", i == 0 ? "" : i % BYTES_A_LINE == 0 ? "\n" : " ", hex + 2 * i);
      g_string_append_c (letters, g_ascii_isprint ((gchar) byte) ? (gchar) byte : '.');
    }
  if (bytes->len > 0)
    g_string_append_printf (bytes, "\n%s", letters->str);
  return g_string_free (g_steal_pointer (&bytes), FALSE);
}

static gchar *
stability_text (json_t *weighing)
{
  const gchar *judge = strcmp (guo_row_text (weighing, "stability"), "station") == 0
                         ? _("judged here") : _("said by the scale");

  if (!guo_row_has (weighing, "stable_ms"))
    return g_strdup ("");
  return g_strdup_printf (_("stable for %.1f s, %s; %d ms old when recorded"),
                          (gdouble) guo_row_int (weighing, "stable_ms") / 1000.0, judge,
                          (gint) guo_row_int (weighing, "age_ms"));
}

static gchar *
mode_text (json_t *weighing)
{
  g_autoptr(GString) text = g_string_new (NULL);
  static const struct
  {
    const gchar *key;
    const gchar *word;
  } marks[] = {
    { "below_min", N_("▽ below Min, confirmed") },
    { "rearmed", N_("same weight again, without unloading") },
    { "confirmed_repeat", N_("confirmed: not recorded before the stop") },
    { "simulated", N_("▨ simulated") },
  };

  if (strcmp (guo_row_text (weighing, "mode"), "typed") == 0)
    g_string_append_printf (text, "✎ %s", _("Typed"));
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (guo_row_flag (weighing, marks[i].key))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", _(marks[i].word));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_crates (GtkBox *box, json_t *weighing)
{
  const gchar *pallet = guo_row_text (weighing, "pallet_type_name");
  gint crates = (gint) guo_row_int (weighing, "crates");
  g_autofree gchar *text = g_strdup_printf ("%d × %s%s%s", crates, guo_row_text (weighing, "crate_type_name"),
                                            *pallet != '\0' ? " + " : "", pallet);

  add_line (box, _("Crates"), crates > 0 ? text : _("loose fruit"), "detail");
}

static void
add_void (GtkBox *box, json_t *weighing)
{
  g_autofree gchar *at = guo_weighing_time_text (guo_row_text (weighing, "void_at"));
  g_autofree gchar *text = NULL;
  const gchar *word = guo_row_text (weighing, "void_reason");

  for (gsize i = 0; i < G_N_ELEMENTS (guo_void_reasons); i++)
    if (strcmp (guo_void_reasons[i].code, word) == 0)
      word = _(guo_void_reasons[i].word);
  text = g_strdup_printf ("%s · %s", at, word);
  if (guo_row_flag (weighing, "void"))
    add_line (box, _("Voided"), text, "refusal");
}

static GtkWidget *
content_of (json_t *weighing)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  g_autofree gchar *raw = raw_text (guo_row_text (weighing, "raw"));
  g_autofree gchar *stability = stability_text (weighing);
  g_autofree gchar *mode = mode_text (weighing);
  g_autofree gchar *at = g_strndup (guo_row_text (weighing, "at"), 19);

  g_strdelimit (at, "T", ' ');
  add_void (box, weighing);
  add_mass (box, _("Gross B"), weighing, "gross_mg");
  add_mass (box, _("First weighing"), weighing, "first_mg");
  add_mass (box, _("Tare PT"), weighing, "tare_mg");
  add_mass (box, _("Net N"), weighing, "net_mg");
  add_crates (box, weighing);
  add_line (box, _("Vehicle"), guo_row_text (weighing, "vehicle"), "detail");
  add_line (box, _("When"), at, "figure");
  add_line (box, _("Recorded by"), guo_row_text (weighing, "actor_name"), "detail");
  add_line (box, _("Approved by"), guo_row_text (weighing, "approver_name"), "detail");
  add_line (box, _("Reason"), guo_row_text (weighing, "reason"), "detail");
  add_line (box, _("Scale"), guo_row_text (weighing, "scale_name"), "detail");
  add_line (box, _("How stable"), stability, "detail");
  add_line (box, _("Marks"), mode, "detail");
  add_line (box, _("What the scale sent"), raw, "bytes");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (box));
  return scrolled;
}

static void
arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;     /* the page, who asks, has a reference */
  g_autofree gchar *title = NULL;

  if (answer == NULL)
    {
      guo_desk_say (desk, error->message, NULL, TRUE);
      return;
    }
  title = g_strdup_printf (_("Weighing %d"), (gint) guo_row_int (answer, "no"));
  guo_weigh_open_sheet (owner, desk, title, content_of (answer));
}

void
guo_weigh_show_detail (GtkWidget *page, GuoDesk *desk, gint64 weighing)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/weighings/%" G_GINT64_FORMAT, weighing);

  guo_desk_send (desk, "GET", path, NULL, page, arrived, desk);
}
