/* The pallet in use, and what a scanned case means: verified onto the pallet, a label put on its case, a part-full
 * case filled up. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/pack/pallets.h"
#include "ui/pack/row.h"
#include "ui/pack/spec.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

static gboolean
is_open (json_t *pallet)
{
  return strcmp (guo_row_text (pallet, "state"), "open") == 0;
}

void
guo_pack_show_pallet (GuoPackPage *self)
{
  gint64 full = guo_pack_spec_pallet (guo_desk_state (self->desk));
  g_autofree gchar *text = guo_pallet_text (self->pallet);
  g_autofree gchar *count = guo_pallet_count_text (self->pallet, full);

  gtk_label_set_label (self->pallet_label, text);
  gtk_label_set_label (self->pallet_count, count);
  guo_key_set_word (self->pallet_key, self->pallet != NULL ? _("Close pallet") : _("Begin pallet"));
}

/* Closed meanwhile, at another screen perhaps: then it is no longer in use. */
static void
take_pallet (GuoPackPage *self, json_t *pallet)
{
  json_t *open = is_open (pallet) ? pallet : NULL;

  json_decref (self->pallet);
  self->pallet = json_incref (open);
  guo_screen_state_set (guo_desk_state (self->desk), GUO_PACK_PALLET, guo_row_text (open, "sscc"));
  guo_pack_show_pallet (self);
}

static void
pallet_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    take_pallet (owner, answer);
}

void
guo_pack_ask_pallet (GuoPackPage *self)
{
  g_autofree gchar *sscc = guo_screen_state_get (guo_desk_state (self->desk), GUO_PACK_PALLET);
  g_autofree gchar *path = g_strdup_printf ("/v1/pallets/%s", sscc);

  if (sscc != NULL && *sscc != '\0')
    guo_desk_send (self->desk, "GET", path, NULL, self, pallet_arrived, NULL);
  else
    take_pallet (self, NULL);
}

static void
pallet_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  if (guo_desk_connected (self->desk))
    guo_pallets_ask (GTK_WIDGET (self->pallet_key), self->desk, self->pallet);
}

static void
use_pallet_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_screen_state_set (guo_desk_state (self->desk), GUO_PACK_PALLET, g_variant_get_string (parameter, NULL));
  guo_pack_ask_pallet (self);
}

static void
pallet_scanned_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  guo_pallets_ask_scanned (GTK_WIDGET (self->pallet_key), self->desk, g_variant_get_string (parameter, NULL));
}

/* A case */

static void
say_of_case (GuoPackPage *self, gboolean already, json_t *pack_case)
{
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *pallet = guo_pallet_text (self->pallet);
  /* Translators: "✓ 000128 is on Pallet 3" */
  g_autofree gchar *text = already ? g_strdup_printf (_("✓ %s is on %s already"), no, pallet)
                                   : g_strdup_printf (_("✓ %s is on %s"), no, pallet);

  guo_desk_say (self->desk, text, NULL, FALSE);
}

static void
moved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;
  json_auto_t *pack_case = data;

  guo_sounds_play (guo_desk_sounds (self->desk), error != NULL ? GUO_SOUND_REFUSED : GUO_SOUND_RECORDED);
  if (error != NULL)
    guo_desk_say (self->desk, error->message, NULL, TRUE);
  if (answer == NULL)
    return;
  take_pallet (self, answer);
  say_of_case (self, FALSE, pack_case);
}

static void
put_on_pallet (GuoPackPage *self, json_t *pack_case)
{
  const gchar *sscc = guo_row_text (self->pallet, "sscc");
  g_autofree gchar *path = g_strdup_printf ("/v1/pallets/%s/move", sscc);

  if (strcmp (guo_row_text (pack_case, "pallet"), sscc) == 0)
    {
      say_of_case (self, TRUE, pack_case);
      return;
    }
  /* no act: scans come faster than answers, and a case may be on its way into the record meanwhile */
  guo_desk_send (self->desk, "POST", path, json_pack ("{s[{ss}]}", "add", "serial", guo_row_text (pack_case, "serial")),
                 self, moved, json_incref (pack_case));
}

/* A label that was printed before, or a case that was part-full: what is on the scale is in it now. */
static void
weigh_into (GuoPackPage *self, json_t *pack_case, const gchar *act)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s/%s", guo_row_text (pack_case, "serial"), act);
  json_t *body = json_object ();

  if (guo_pack_check_weighed (self))
    {
      json_object_set_new (body, "scale", json_integer (guo_desk_scale (self->desk)));
      json_object_set_new (body, "tare_mg", json_integer (guo_pack_tare (self)));
    }
  guo_pack_send (self, path, body);
}

static void
part_chosen (GtkWidget *options, const gchar *value)
{
  GuoPackPage *self = g_object_get_data (G_OBJECT (options), "page");
  json_auto_t *pack_case = json_incref (g_object_get_data (G_OBJECT (options), "case"));

  guo_sheet_close (GTK_WIDGET (self));
  if (strcmp (value, "complete") == 0)
    weigh_into (self, pack_case, "complete");
  else if (strcmp (value, "pallet") == 0)
    put_on_pallet (self, pack_case);
}

static void
ask_part (GuoPackPage *self, json_t *pack_case)
{
  g_autofree gchar *no = guo_case_short_serial (guo_row_text (pack_case, "serial"));
  g_autofree gchar *net = guo_desk_mass (self->desk, guo_row_int (pack_case, "net_mg"), 2);
  g_autofree gchar *title = g_strdup_printf (_("Part-full case %s: %s"), no, net);
  GtkWidget *options = guo_options_new (_("Filled up it gets a new label."));

  guo_options_add (GUO_OPTIONS (options), "complete",
                   guo_pack_check_weighed (self) ? _("Filled up: it is on the scale") : _("Filled up to its nominal content"));
  if (self->pallet != NULL)
    guo_options_add (GUO_OPTIONS (options), "pallet", _("Onto the pallet as it is"));
  guo_options_add (GUO_OPTIONS (options), "", _("I only looked"));
  g_object_set_data (G_OBJECT (options), "page", self);
  g_object_set_data_full (G_OBJECT (options), "case", json_incref (pack_case), (GDestroyNotify) json_decref);
  g_signal_connect (options, "chosen", G_CALLBACK (part_chosen), NULL);
  guo_sheet_open (GTK_WIDGET (self), title, options);
}

static void
case_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoPackPage *self = owner;
  const gchar *state = guo_row_text (answer, "state");

  if (error != NULL)
    guo_desk_say (self->desk, error->message, NULL, TRUE);
  if (answer == NULL || guo_sheet_content (GTK_WIDGET (self)) != NULL)
    return;
  if (strcmp (state, "reserved") == 0)
    weigh_into (self, answer, "bind");
  else if (strcmp (state, "packed") == 0 && guo_row_flag (answer, "part") && !guo_row_has (answer, "pallet"))
    ask_part (self, answer);
  else if (strcmp (state, "packed") == 0 && self->pallet != NULL)
    put_on_pallet (self, answer);
}

static void
scanned_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s", g_variant_get_string (parameter, NULL));

  guo_desk_send (self->desk, "GET", path, NULL, self, case_arrived, NULL);
}

void
guo_pack_install_pallet (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "packing.pallet", NULL, pallet_activated);
  gtk_widget_class_install_action (widget_class, "packing.use-pallet", "s", use_pallet_activated);
  gtk_widget_class_install_action (widget_class, "packing.scanned", "s", scanned_activated);
  gtk_widget_class_install_action (widget_class, "packing.pallet-scanned", "s", pallet_scanned_activated);
}
