#include "ui/pack/lot-acts.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/pack/case-ticks.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define PARTS 3
#define DECIMALS 3 /* to the gram */

static const gchar *const part_keys[PARTS] = { "part-1", "part-2", "part-3" };

static GtkWidget *
form_new (GtkWidget *page, GuoDesk *desk, json_t *lot, const gchar *why, const gchar *word)
{
  GtkWidget *form = guo_form_new (why, word);

  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (form), "lot", json_incref (lot), (GDestroyNotify) json_decref);
  guo_form_sent_by_scan (GUO_FORM (form));
  return form;
}

static void
say (GuoDesk *desk, json_t *answer, const gchar *text)
{
  guo_sounds_play (guo_desk_sounds (desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer != NULL)
    guo_desk_say (desk, text, NULL, FALSE);
}

/* Split */

/* Returns: (transfer full) (nullable): [{mg}] of what was typed; NULL: something of it is no mass */
static json_t *
parts_of (GuoForm *form, gint64 *sum_mg)
{
  json_t *parts = json_array ();

  *sum_mg = 0;
  for (gsize i = 0; i < PARTS; i++)
    {
      const gchar *text = guo_form_text (form, part_keys[i]);
      gint64 mg = 0;

      if (*text == '\0')
        continue;
      if (!guo_parse_mass (text, &mg) || mg == 0)
        {
          json_decref (parts);
          return NULL;
        }
      json_array_append_new (parts, json_pack ("{sI}", "mg", (json_int_t) mg));
      *sum_mg += mg;
    }
  return parts;
}

static void
show_rest (GuoForm *form)
{
  json_t *lot = g_object_get_data (G_OBJECT (form), "lot");
  gint64 sum_mg = 0;
  json_auto_t *parts = parts_of (form, &sum_mg);
  gint64 rest_mg = guo_row_int (lot, "left_mg") - sum_mg;
  g_autofree gchar *rest = guo_format_mass (ABS (rest_mg), DECIMALS);
  g_autofree gchar *text
    = g_strdup_printf (rest_mg >= 0 ? _("%s kg stay in lot %s") : _("▲ %s kg more than lot %s has"), rest, guo_row_text (lot, "no"));

  gtk_label_set_label (g_object_get_data (G_OBJECT (form), "sum"), parts != NULL ? text : "");
}

static void
was_split (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  gint n = (gint) json_array_size (guo_row_list (answer, "rows"));
  g_autofree gchar *text = g_strdup_printf (ngettext ("✓ %d part is a lot of its own", "✓ %d parts are lots of their own", (gulong) n), n);

  say (desk, answer, text);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

static void
split_submitted (GuoForm *form)
{
  json_t *lot = g_object_get_data (G_OBJECT (form), "lot");
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  gint64 sum_mg = 0;
  json_auto_t *parts = parts_of (form, &sum_mg);
  g_autofree gchar *path = g_strdup_printf ("/v1/lots/%" G_GINT64_FORMAT "/split", guo_row_int (lot, "id"));

  if (json_array_size (parts) == 0)
    guo_form_refuse (form, _("Enter kilograms, for example 2.5."));
  else if (sum_mg > guo_row_int (lot, "left_mg"))
    guo_form_refuse (form, _("So much is not left in this lot."));
  else
    guo_act (g_object_get_data (G_OBJECT (form), "page"), desk, path, json_pack ("{sO}", "parts", parts), FALSE, was_split, desk);
}

void
guo_lot_ask_split (GtkWidget *page, GuoDesk *desk, json_t *lot)
{
  GtkWidget *form = form_new (page, desk, lot, _("Each part becomes a lot of its own. It can be taken back while nothing was made of it."),
                              _("Split"));
  g_autofree gchar *title = g_strdup_printf (_("Split lot %s"), guo_row_text (lot, "no"));

  for (gsize i = 0; i < PARTS; i++)
    {
      g_autofree gchar *label = g_strdup_printf (_("Part %d, kg"), (gint) i + 1);

      guo_form_add_entry (GUO_FORM (form), part_keys[i], label, GTK_INPUT_PURPOSE_NUMBER, NULL);
    }
  g_object_set_data (G_OBJECT (form), "sum", guo_sums_new (GUO_FORM (form)));
  show_rest (GUO_FORM (form));
  g_signal_connect (form, "edited", G_CALLBACK (show_rest), NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (split_submitted), NULL);
  guo_sheet_open (page, title, form);
}

/* Merge */

static gboolean
goes_with (json_t *lot, json_t *other)
{
  static const gchar *const alike[] = { "kind", "product", "variety", "grade_class" };

  if (guo_row_int (lot, "id") == guo_row_int (other, "id") || guo_row_int (other, "left_mg") <= 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    if (!json_equal (json_object_get (lot, alike[i]), json_object_get (other, alike[i])))
      return FALSE;
  return TRUE;
}

static GtkWidget *
first_tick (GuoForm *form)
{
  return gtk_widget_get_first_child (g_object_get_data (G_OBJECT (form), "ticks"));
}

/* Those that are ticked; the first is the lot itself. */
static json_t *
together (GuoForm *form, gint64 *sum_mg)
{
  json_t *lot = g_object_get_data (G_OBJECT (form), "lot");
  json_t *lots = json_pack ("[{sI}]", "lot", guo_row_int (lot, "id"));

  *sum_mg = guo_row_int (lot, "left_mg");
  for (GtkWidget *tick = first_tick (form); tick != NULL; tick = gtk_widget_get_next_sibling (tick))
    {
      json_t *other = g_object_get_data (G_OBJECT (tick), "row");

      if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (tick)))
        continue;
      json_array_append_new (lots, json_pack ("{sI}", "lot", guo_row_int (other, "id")));
      *sum_mg += guo_row_int (other, "left_mg");
    }
  return lots;
}

static void
show_together (GuoForm *form)
{
  gint64 sum_mg = 0;
  json_auto_t *lots = together (form, &sum_mg);
  gint n = (gint) json_array_size (lots);
  g_autofree gchar *sum = guo_format_mass (sum_mg, DECIMALS);
  g_autofree gchar *text = g_strdup_printf (ngettext ("%d lot, %s kg together", "%d lots, %s kg together", (gulong) n), n, sum);

  gtk_label_set_label (g_object_get_data (G_OBJECT (form), "sum"), text);
}

static void
was_merged (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  g_autofree gchar *text = g_strdup_printf (_("✓ They are lot %s now"), guo_row_text (answer, "no"));

  say (desk, answer, text);
  gtk_widget_activate_action (page, "packing.reload", NULL);
}

static void
merge_submitted (GuoForm *form)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  gint64 sum_mg = 0;
  json_auto_t *lots = together (form, &sum_mg);

  if (json_array_size (lots) < 2)
    guo_form_refuse (form, _("Tick the lots that go with it."));
  else
    guo_act (g_object_get_data (G_OBJECT (form), "page"), desk, "/v1/lots/merge",
             json_pack ("{sOss}", "lots", lots, "mixing", guo_form_text (form, "mixing")), FALSE, was_merged, desk);
}

static void
add_tick (GuoForm *form, GtkBox *box, GuoDesk *desk, json_t *other)
{
  GtkWidget *tick = gtk_check_button_new ();
  g_autofree gchar *left = guo_desk_mass (desk, guo_row_int (other, "left_mg"), DECIMALS);
  g_autofree gchar *text = g_strdup_printf ("%s\n%s", guo_row_text (other, "no"), left);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (tick), label);
  gtk_widget_add_css_class (tick, "case-tick");
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (tick), "row", json_incref (other), (GDestroyNotify) json_decref);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (show_together), form, G_CONNECT_SWAPPED);
  gtk_box_append (box, tick);
}

void
guo_lot_ask_merge (GtkWidget *page, GuoDesk *desk, json_t *lot, json_t *lots)
{
  GtkWidget *form = form_new (page, desk, lot, _("Whose fruit it is stays known as a proportion. It can be taken back while nothing was made of it."),
                              _("Put together"));
  g_autofree gchar *title = g_strdup_printf (_("With lot %s"), guo_row_text (lot, "no"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GuoChoice *mixing;
  gsize i;
  json_t *other;

  g_object_set_data (G_OBJECT (form), "ticks", box);
  g_object_set_data (G_OBJECT (form), "sum", guo_sums_new (GUO_FORM (form)));
  json_array_foreach (lots, i, other)
    if (goes_with (lot, other))
      add_tick (GUO_FORM (form), GTK_BOX (box), desk, other);
  if (first_tick (GUO_FORM (form)) == NULL)
    {
      guo_desk_say (desk, _("No other lot is of the same product, variety and class"), NULL, TRUE);
      g_object_ref_sink (form);
      g_object_ref_sink (box);
      g_object_unref (box);
      g_object_unref (form);
      return;
    }
  guo_form_add_widget (GUO_FORM (form), box);
  mixing = guo_form_add_choice (GUO_FORM (form), "mixing", _("What may become one"));
  guo_choice_add (mixing, "cooperative", _("One cooperative"));
  guo_choice_add (mixing, "variety", _("One variety"));
  guo_choice_select (mixing, "cooperative");
  show_together (GUO_FORM (form));
  g_signal_connect (form, "submitted", G_CALLBACK (merge_submitted), NULL);
  guo_sheet_open (page, title, form);
  gtk_widget_grab_focus (first_tick (GUO_FORM (form)));
}
