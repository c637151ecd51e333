#include "ui/weigh/deduction-sheet.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/mass.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/weigh/ask.h"
#include "ui/weigh/deduct.h"
#include "ui/widgets/form.h"
#include "ui/widgets/number-pad.h"
#include "ui/widgets/options.h"

#define DECIMALS 2
#define PERCENT "percent"
#define MASS "mass"

static const gint usual_ppm[] = { 5000, 10000, 15000, 20000, 30000, 50000 };

/* What is being asked for: "kind", and ppm or mg as text. */
static void
keep (gpointer content, const gchar *kind, gint64 amount)
{
  g_object_set_data_full (content, "kind", g_strdup (kind), g_free);
  g_object_set_data_full (content, "amount", g_strdup_printf ("%" G_GINT64_FORMAT, amount), g_free);
}

static gint64
amount_of (gpointer content)
{
  return g_ascii_strtoll (g_object_get_data (content, "amount"), NULL, 10);
}

static gboolean
is_percent (gpointer content)
{
  return strcmp (g_object_get_data (content, "kind"), PERCENT) == 0;
}

/* Sending */

static void
deducted (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  guo_sounds_play (guo_desk_sounds (data), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer == NULL)
    return;
  guo_desk_say (data, _("✓ The deduction is recorded"), NULL, FALSE);
  guo_desk_reload_delivery (data);
}

static void
send (gpointer content, const gchar *reason, const gchar *text)
{
  GuoDesk *desk = guo_weigh_sheet_desk (content);
  json_t *body = json_pack ("{sIsssssI}", "lot", guo_row_int (guo_desk_lot (desk), "id"), "kind",
                            is_percent (content) ? PERCENT : MASS, "reason", reason,
                            is_percent (content) ? "ppm" : "mg", amount_of (content));

  if (text != NULL)
    json_object_set_new (body, "text", json_string (text));
  guo_act (guo_weigh_sheet_page (content), desk, "/v1/deductions", body, FALSE, deducted, desk);
}

/* Why */

static void
text_submitted (GuoForm *form)
{
  g_autofree gchar *text = g_strdup (guo_form_text (form, "text"));

  if (*text == '\0')
    guo_form_refuse (form, _("Say in a few words why."));
  else
    send (form, "other", text);
}

static void
reason_chosen (GuoOptions *options, const gchar *reason)
{
  GtkWidget *form;

  if (strcmp (reason, "other") != 0)
    {
      send (options, reason, NULL);
      return;
    }
  form = guo_form_new (NULL, _("Deduct"));
  guo_form_add_entry (GUO_FORM (form), "text", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  keep (form, g_object_get_data (G_OBJECT (options), "kind"), amount_of (options));
  g_signal_connect (form, "submitted", G_CALLBACK (text_submitted), NULL);
  guo_weigh_open_sheet (guo_weigh_sheet_page (options), guo_weigh_sheet_desk (options),
                        _("Why is it deducted?"), form);
}

/* "Deduction 1.5%: −10.05 kg. Payable weight 659.55 kg." of the whole lot; @interval_mg rounds it. */
static gchar *
preview (GuoDesk *desk, const gchar *kind, gint64 amount)
{
  json_t *lot = guo_desk_lot (desk), *weight = guo_desk_weight (desk);
  gint64 net_mg = guo_row_int (lot, "net_mg"), e_mg = guo_row_int (weight, "e_mg");
  gint64 round_mg = e_mg > 0 ? e_mg : 50000;
  gboolean percent = strcmp (kind, PERCENT) == 0;
  gint64 mg = percent ? guo_mass_percent (net_mg, amount, round_mg) : amount;
  g_autofree gchar *mass = guo_desk_mass (desk, -mg, DECIMALS);
  g_autofree gchar *left = guo_desk_mass (desk, guo_mass_payable (net_mg, guo_row_int (lot, "deduction_mg") + mg),
                                          DECIMALS);
  g_autofree gchar *rate = percent ? guo_deduct_percent_text (amount) : g_strdup ("");

  return g_strdup_printf (_("Deduction %s %s · payable weight %s"), rate, mass, left);
}

static void
ask_reason (GtkWidget *page, GuoDesk *desk, const gchar *kind, gint64 amount)
{
  g_autofree gchar *question = preview (desk, kind, amount);
  GtkWidget *options = guo_options_new (question);

  for (gsize i = 0; guo_deduct_reason (i) != NULL; i++)
    guo_options_add (GUO_OPTIONS (options), guo_deduct_reason (i),
                     guo_deduct_reason_word (guo_deduct_reason (i)));
  keep (options, kind, amount);
  g_signal_connect (options, "chosen", G_CALLBACK (reason_chosen), NULL);
  guo_weigh_open_sheet (page, desk, _("Why is it deducted?"), options);
}

/* How much */

static void
number_entered (GuoNumberPad *pad, const gchar *number)
{
  g_autofree gchar *kind = g_strdup (g_object_get_data (G_OBJECT (pad), "kind"));
  gboolean percent = is_percent (pad);
  gint64 amount = 0;

  if (percent && !guo_deduct_parse_percent (number, &amount))
    guo_number_pad_refuse (pad, _("Enter a percentage above 0 and at most 100."));
  else if (!percent && (!guo_parse_mass (number, &amount) || amount == 0))
    guo_number_pad_refuse (pad, _("Enter kilograms, for example 2.5."));
  else
    ask_reason (guo_weigh_sheet_page (pad), guo_weigh_sheet_desk (pad), kind, amount);
}

static void
ask_number (GtkWidget *page, GuoDesk *desk, const gchar *kind)
{
  gboolean percent = strcmp (kind, PERCENT) == 0;
  GtkWidget *pad = guo_number_pad_new (percent ? _("How many percent of the net weight?")
                                               : _("How many kilograms of this lot?"),
                                       percent ? "%" : "kg", TRUE);

  keep (pad, kind, 0);
  g_signal_connect (pad, "entered", G_CALLBACK (number_entered), NULL);
  guo_weigh_open_sheet (page, desk, _("Deduction"), pad);
}

static void
rate_chosen (GuoOptions *options, const gchar *value)
{
  GtkWidget *page = guo_weigh_sheet_page (options);
  GuoDesk *desk = guo_weigh_sheet_desk (options);

  if (g_ascii_isdigit (*value))
    ask_reason (page, desk, PERCENT, g_ascii_strtoll (value, NULL, 10));
  else
    {
      g_autofree gchar *kind = g_strdup (value);

      ask_number (page, desk, kind);
    }
}

/* Undoing */

static void
undone (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    return;
  guo_desk_say (data, _("✓ The deduction is void"), NULL, FALSE);
  guo_desk_reload_delivery (data);
}

static void
void_chosen (GuoOptions *options, const gchar *reason)
{
  GuoDesk *desk = guo_weigh_sheet_desk (options);
  g_autofree gchar *path = g_strdup_printf ("/v1/deductions/%s/void",
                                            (const gchar *) g_object_get_data (G_OBJECT (options), "id"));

  guo_act (guo_weigh_sheet_page (options), desk, path, json_pack ("{ss}", "reason", reason), FALSE, undone,
           desk);
}

static void
void_clicked (GtkButton *key, GtkWidget *sheet)
{
  GtkWidget *options = guo_options_new (_("Why? The line stays, struck through."));

  guo_options_add (GUO_OPTIONS (options), "wrong-amount", _("Wrong amount"));
  guo_options_add (GUO_OPTIONS (options), "duplicate", _("Deducted twice"));
  guo_options_add (GUO_OPTIONS (options), "wrong-lot", _("Wrong lot"));
  guo_options_add (GUO_OPTIONS (options), "wrong-party", _("Wrong grower"));
  g_object_set_data_full (G_OBJECT (options), "id", g_strdup (g_object_get_data (G_OBJECT (key), "id")),
                          g_free);
  g_signal_connect (options, "chosen", G_CALLBACK (void_chosen), NULL);
  guo_weigh_open_sheet (guo_weigh_sheet_page (sheet), guo_weigh_sheet_desk (sheet), _("Void this deduction?"),
                        options);
}

static GtkWidget *
label_new (const gchar *text, const gchar *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
applied_row (GtkWidget *options, GuoDesk *desk, json_t *deduction)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *key = gtk_button_new_with_label (_("Void"));
  json_t *one = json_pack ("[O]", deduction);
  g_autofree gchar *rate = guo_deduct_rates_text (one);
  g_autofree gchar *mass = guo_desk_mass (desk, -guo_row_int (deduction, "deducted_mg"), DECIMALS);
  g_autofree gchar *text = g_strdup_printf ("%s · %s · %s", rate,
                                            guo_deduct_reason_word (guo_row_text (deduction, "reason")), mass);
  g_autofree gchar *name = g_strdup_printf (_("Void deduction %s"), rate);
  GtkWidget *label = label_new (text, "row-detail");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (key, "row-button");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (key), "id",
                          g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (deduction, "id")), g_free);
  g_signal_connect_object (key, "clicked", G_CALLBACK (void_clicked), options, 0);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), key);
  gtk_widget_add_css_class (row, "applied-row");
  json_decref (one);
  return row;
}

void
guo_weigh_ask_deduction (GtkWidget *page, GuoDesk *desk)
{
  GtkWidget *options = guo_options_new (_("How much of the net weight of this lot?"));
  json_t *applied = guo_row_list (guo_desk_lot (desk), "deductions"), *deduction;
  gsize i;

  guo_options_set_columns (GUO_OPTIONS (options), 3);
  for (gsize at = 0; at < G_N_ELEMENTS (usual_ppm); at++)
    {
      g_autofree gchar *value = g_strdup_printf ("%d", usual_ppm[at]);
      g_autofree gchar *word = guo_deduct_percent_text (usual_ppm[at]);

      guo_options_add (GUO_OPTIONS (options), value, word);
    }
  guo_options_add (GUO_OPTIONS (options), PERCENT, "_ %");
  guo_options_add (GUO_OPTIONS (options), MASS, "_ kg");
  if (json_array_size (applied) > 0)
    guo_options_add_widget (GUO_OPTIONS (options), label_new (_("Deducted already"), "field-label"));
  json_array_foreach (applied, i, deduction)
    guo_options_add_widget (GUO_OPTIONS (options), applied_row (options, desk, deduction));
  g_signal_connect (options, "chosen", G_CALLBACK (rate_chosen), NULL);
  guo_weigh_open_sheet (page, desk, _("Deduction"), options);
}
