#include "ui/weigh/computed.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/weigh/deduct.h"
#include "ui/weigh/head.h"
#include "ui/widgets/tip.h"

#define NO_VALUE "\342\200\224"

struct _GuoComputedCard
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkLabel  *caption;
  GtkLabel  *tare_word;
  GtkLabel  *tare_label;
  GtkLabel  *tare_detail;
  GtkLabel  *net_label;
  GtkLabel  *deduction_word;
  GtkLabel  *deduction_label;
  GtkLabel  *payable_label;
};

G_DEFINE_FINAL_TYPE (GuoComputedCard, guo_computed_card, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel *label, const gchar *text)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

/* @sign: before the figure, "−". */
static void
set_mass (GtkLabel *label, gboolean known, const gchar *sign, gint64 mg, gint decimals)
{
  g_autofree gchar *mass = guo_format_mass (mg, decimals);
  g_autofree gchar *text = g_strdup_printf ("%s%s kg", sign, mass);

  set_label (label, known ? text : NO_VALUE);
}

static const gchar *
caption_of (const GuoWeighLoad *load)
{
  if (load->mode == GUO_WEIGH_PALLET)
    return _("Pallet, computed here");
  if (load->mode == GUO_WEIGH_TRUCK)
    return _("Truck, computed here");
  return _("Crate, computed here");
}

/* "30 × Blue + Wood 15.00 · table of 2026-07-01": a memory tare shows its date. */
static gchar *
crates_text (const GuoWeighLoad *load)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree gchar *day = guo_weigh_day_text (guo_row_text (load->crate_type, "tare_from"));

  if (load->mode != GUO_WEIGH_CRATE)
    g_string_append_printf (text, "%d × ", (gint) load->crates);
  g_string_append (text, guo_row_text (load->crate_type, "name"));
  if (load->pallet_type != NULL)
    g_string_append_printf (text, " + %s", guo_row_text (load->pallet_type, "name"));
  g_string_append_printf (text, _(" · table of %s"), day);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gchar *
detail_of (const GuoWeighLoad *load, gint decimals)
{
  g_autofree gchar *crates = NULL;
  g_autofree gchar *first = NULL;

  if (guo_weigh_load_is_first (load))
    return g_strdup (_("First weighing of this truck"));
  if (load->crate_type == NULL && load->mode != GUO_WEIGH_TRUCK)
    return g_strdup (_("No crate chosen: F4"));
  if (load->crates > 0)
    crates = crates_text (load);
  if (load->truck == NULL)
    return g_steal_pointer (&crates);
  first = guo_format_mass (guo_row_int (load->truck, "mg"), decimals);
  return g_strdup_printf (_("First weighing %s kg · %s"), first,
                          crates != NULL ? crates : _("loose fruit"));
}

static void
show_tare (GuoComputedCard *self, const GuoWeighLoad *load, gint64 mg, gint decimals)
{
  gint64 truck_mg = load->truck != NULL ? MIN (mg, guo_row_int (load->truck, "mg")) : 0;
  g_autofree gchar *detail = detail_of (load, decimals);

  set_label (self->tare_word, load->truck != NULL ? _("Truck tare") : _("Tare PT"));
  set_mass (self->tare_label,
            !guo_weigh_load_is_first (load) && guo_weigh_load_tare_is_known (load)
              && (load->crate_type != NULL || load->truck != NULL)
              && (load->truck == NULL || mg > 0),
            "", truck_mg + guo_weigh_load_tare (load), decimals);
  set_label (self->tare_detail, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tare_detail),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Kind of crate"), -1);
}

void
guo_computed_card_show (GuoComputedCard *self, const GuoWeighLoad *load, json_t *lot, json_t *line)
{
  json_t *deductions = guo_row_list (lot, "deductions");
  gint decimals = line != NULL ? (gint) guo_row_int (line, "decimals") : 2;
  gint64 mg = guo_row_has (line, "mg") ? guo_row_int (line, "mg") : 0;
  gint64 net_mg = guo_weigh_load_net (load, mg);
  gboolean known = !guo_weigh_load_is_first (load) && guo_weigh_load_tare_is_known (load) && net_mg > 0
                   && guo_row_flag (line, "can_record");
  gboolean deducted = json_array_size (deductions) > 0;
  gint64 deduction_mg = guo_deduct_percents_mg (deductions, MAX (net_mg, 0));
  g_autofree gchar *rates = guo_deduct_rates_text (deductions);
  g_autofree gchar *word = g_strdup_printf (_("Less %s"), rates);

  set_label (self->caption, caption_of (load));
  show_tare (self, load, mg, decimals);
  set_mass (self->net_label, known, "", net_mg, decimals);
  set_label (self->deduction_word, deducted ? word : _("No deduction"));
  set_mass (self->deduction_label, known && deducted, "\342\210\222", deduction_mg, decimals);
  set_mass (self->payable_label, known, "", net_mg - deduction_mg, decimals);
}

static void
guo_computed_card_dispose (GObject *object)
{
  g_clear_pointer (&GUO_COMPUTED_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (guo_computed_card_parent_class)->dispose (object);
}

static void
guo_computed_card_class_init (GuoComputedCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = guo_computed_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/cn/guozhan/Guozhan/weigh/computed.ui");
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, box);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, caption);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, tare_word);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, tare_label);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, tare_detail);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, net_label);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, deduction_word);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, deduction_label);
  gtk_widget_class_bind_template_child (widget_class, GuoComputedCard, payable_label);
}

static void
guo_computed_card_init (GuoComputedCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  guo_tip_when_cut (GTK_WIDGET (self->tare_detail), self->tare_detail);
}
