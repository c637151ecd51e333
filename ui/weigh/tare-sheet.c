#include "ui/weigh/tare-sheet.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"
#include "ui/act.h"
#include "ui/weigh/ask.h"
#include "ui/weigh/head.h"
#include "ui/widgets/form.h"
#include "ui/widgets/number-pad.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define NEW_TYPE "new"
#define NO_PALLET "0"
#define DECIMALS 2
#define CRATES_MOST 999

/* What is kept under @key of the screen's state; %NULL of a sheet: its "key". */
static void
use (GtkWidget *page, GuoDesk *desk, const gchar *key, gint64 value)
{
  guo_screen_state_set_id (guo_desk_state (desk), key, value);
  guo_sheet_close (page);
  gtk_widget_activate_action (page, "weighing.reload", NULL);
}

static const gchar *
key_of (gpointer content)
{
  return g_object_get_data (content, "key");
}

static void
open_for (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content, const gchar *key)
{
  g_object_set_data_full (G_OBJECT (content), "key", g_strdup (key), g_free);
  guo_weigh_open_sheet (page, desk, title, content);
}

/* A new kind */

static void
crate_type_made (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  if (answer != NULL)
    use (owner, data, "crate-type", guo_row_int (answer, "id"));
}

static void
crate_type_submitted (GuoForm *form)
{
  GuoDesk *desk = guo_weigh_sheet_desk (form);
  gint64 tare_mg = 0;

  if (*guo_form_text (form, "name") == '\0')
    guo_form_refuse (form, _("Give the crate a name, for example “blue crate”."));
  else if (!guo_parse_mass (guo_form_text (form, "tare"), &tare_mg))
    guo_form_refuse (form, _("The tare is a number of kilograms, for example 1.85."));
  else
    guo_act (guo_weigh_sheet_page (form), desk, "/v1/crate-types",
             json_pack ("{sssI}", "name", guo_form_text (form, "name"), "tare_mg", tare_mg), FALSE,
             crate_type_made, desk);
}

static void
ask_new_crate_type (GtkWidget *page, GuoDesk *desk)
{
  GtkWidget *form = guo_form_new (_("Weigh some empty crates of this kind and enter what one weighs. "
                                    "It is taken off every such crate from today on."), _("Save"));

  guo_form_add_entry (GUO_FORM (form), "name", _("Name of the crate"), GTK_INPUT_PURPOSE_FREE_FORM,
                      NULL);
  guo_form_add_entry (GUO_FORM (form), "tare", _("Tare, kg"), GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_signal_connect (form, "submitted", G_CALLBACK (crate_type_submitted), NULL);
  guo_weigh_open_sheet (page, desk, _("New kind of crate"), form);
}

/* Which kind */

static void
type_chosen (GuoOptions *options, const gchar *value)
{
  GuoDesk *desk = guo_weigh_sheet_desk (options);

  if (strcmp (value, NEW_TYPE) == 0)
    ask_new_crate_type (guo_weigh_sheet_page (options), desk);
  else
    use (guo_weigh_sheet_page (options), desk, key_of (options), g_ascii_strtoll (value, NULL, 10));
}

/* "1.85 kg since 2026-07-01": what is remembered shows its date. */
static gchar *
type_detail (json_t *type)
{
  g_autofree gchar *tare = guo_format_mass (guo_row_int (type, "tare_mg"), DECIMALS);
  g_autofree gchar *day = guo_weigh_day_text (guo_row_text (type, "tare_from"));

  if (!guo_row_has (type, "tare_mg"))
    return g_strdup (_("tare not known"));
  return g_strdup_printf (_("%s kg, table of %s"), tare, day);
}

static void
ask_type (GtkWidget *page, GuoDesk *desk, json_t *crate_types, const gchar *key)
{
  gboolean pallet = strcmp (key, "pallet-type") == 0;
  GtkWidget *options = guo_options_new (NULL);
  gsize i;
  json_t *type;

  if (pallet)
    guo_options_add (GUO_OPTIONS (options), NO_PALLET, _("No pallet board"));
  json_array_foreach (crate_types, i, type)
    {
      g_autofree gchar *id = g_strdup_printf ("%" G_GINT64_FORMAT, guo_row_int (type, "id"));
      g_autofree gchar *detail = type_detail (type);

      if (!guo_row_has (type, "active") || guo_row_flag (type, "active"))
        guo_options_add_detail (GUO_OPTIONS (options), id, guo_row_text (type, "name"), detail);
    }
  guo_options_add (GUO_OPTIONS (options), NEW_TYPE, _("New kind of crate …"));
  g_signal_connect (options, "chosen", G_CALLBACK (type_chosen), NULL);
  open_for (page, desk, pallet ? _("Which pallet board?") : _("Which crate?"), options, key);
}

/* How many */

static void
crates_entered (GuoNumberPad *pad, const gchar *number)
{
  gint64 crates = g_ascii_strtoll (number, NULL, 10);
  gboolean pallet = strcmp (key_of (pad), "pallet-crates") == 0;

  if (crates > CRATES_MOST || (pallet && crates == 0))
    guo_number_pad_refuse (pad, _("1 to 999 crates can be weighed at once."));
  else
    use (guo_weigh_sheet_page (pad), guo_weigh_sheet_desk (pad), key_of (pad), crates);
}

static void
ask_crates (GtkWidget *page, GuoDesk *desk, const gchar *key)
{
  gboolean pallet = strcmp (key, "pallet-crates") == 0;
  GtkWidget *pad = guo_number_pad_new (pallet ? _("How many crates stand on the pallet?")
                                              : _("How many crates stay in the truck? 0: loose fruit"),
                                       NULL, FALSE);

  g_signal_connect (pad, "entered", G_CALLBACK (crates_entered), NULL);
  open_for (page, desk, _("Count"), pad, key);
}

/* What is to be changed, of a pallet or a truck */

static void
part_chosen (GuoOptions *options, const gchar *key)
{
  GtkWidget *page = guo_weigh_sheet_page (options);
  g_autoptr(GuoDesk) desk = g_object_ref (guo_weigh_sheet_desk (options));
  json_t *crate_types = json_incref (g_object_get_data (G_OBJECT (options), "crate-types"));
  g_autofree gchar *kept = g_strdup (key);

  if (g_str_has_suffix (kept, "-crates"))
    ask_crates (page, desk, kept);
  else
    ask_type (page, desk, crate_types, kept);
  json_decref (crate_types);
}

static void
ask_part (GtkWidget *page, GuoDesk *desk, const GuoWeighLoad *load, json_t *crate_types)
{
  gboolean pallet = load->mode == GUO_WEIGH_PALLET;
  GtkWidget *options = guo_options_new (NULL);
  g_autofree gchar *crates = load->crates > 0 || pallet
                               ? g_strdup_printf (ngettext ("%d crate", "%d crates", (gulong) load->crates),
                                                  (gint) load->crates)
                               : g_strdup (_("Loose fruit"));
  g_autofree gchar *type = type_detail (load->crate_type);
  g_autofree gchar *board = type_detail (load->pallet_type);

  guo_options_add_detail (GUO_OPTIONS (options), pallet ? "pallet-crates" : "truck-crates", crates,
                          _("change the count"));
  if (load->crates > 0)
    guo_options_add_detail (GUO_OPTIONS (options), "crate-type", guo_row_text (load->crate_type, "name"),
                            type);
  if (pallet)
    guo_options_add_detail (GUO_OPTIONS (options), "pallet-type",
                            load->pallet_type != NULL ? guo_row_text (load->pallet_type, "name")
                                                      : _("No pallet board"),
                            load->pallet_type != NULL ? board : NULL);
  g_object_set_data_full (G_OBJECT (options), "crate-types", json_incref (crate_types),
                          (GDestroyNotify) json_decref);
  g_signal_connect (options, "chosen", G_CALLBACK (part_chosen), NULL);
  guo_weigh_open_sheet (page, desk, pallet ? _("What stands on the pallet?") : _("What is in the truck?"),
                        options);
}

void
guo_weigh_ask_tare (GtkWidget *page, GuoDesk *desk, const GuoWeighLoad *load, json_t *crate_types)
{
  if (load->mode == GUO_WEIGH_CRATE)
    ask_type (page, desk, crate_types, "crate-type");
  else
    ask_part (page, desk, load, crate_types);
}
