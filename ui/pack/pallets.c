#include "ui/pack/pallets.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define OPEN_MOST 6 /* that stand open at once: as many as a hall has places */
#define DECIMALS 2

gchar *
guo_pallet_text (json_t *pallet)
{
  return pallet != NULL ? g_strdup_printf (_("Pallet %s"), guo_row_text (pallet, "no")) : g_strdup (_("No pallet"));
}

gchar *
guo_pallet_count_text (json_t *pallet, gint64 full)
{
  gint64 n = guo_row_int (pallet, "cases");

  if (pallet == NULL)
    return g_strdup ("");
  if (full == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, n);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, n >= full ? "● " : "", n, full);
}

/* "62 cases, 310.20 kg" */
static gchar *
content_text (GuoDesk *desk, json_t *pallet)
{
  gint n = (gint) guo_row_int (pallet, "cases");
  g_autofree gchar *mass = guo_desk_mass (desk, guo_row_int (pallet, "net_mg"), DECIMALS);

  return g_strdup_printf (ngettext ("%d case, %s", "%d cases, %s", (gulong) n), n, mass);
}

static void
use (GtkWidget *page, const gchar *sscc)
{
  gtk_widget_activate_action (page, "packing.use-pallet", "s", sscc);
}

static gchar *
path_of (const gchar *sscc, const gchar *act)
{
  return g_strdup_printf ("/v1/pallets/%s/%s", sscc, act);
}

/* Acts */

static void
begun (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Pallet %s begun: scan its cases"), guo_row_text (answer, "no"));
  guo_desk_say (desk, text, NULL, FALSE);
  use (page, guo_row_text (answer, "sscc"));
}

static void
begin (GtkWidget *page, GuoDesk *desk)
{
  guo_act (page, desk, "/v1/pallets", json_object (), FALSE, begun, desk);
}

static void
label_queued (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  if (answer != NULL)
    guo_desk_say (desk, _("✓ The pallet's label goes to the printer"), NULL, FALSE);
}

static void
print (GtkWidget *page, GuoDesk *desk, const gchar *sscc, const gchar *reason)
{
  g_autofree gchar *path = path_of (sscc, "print");

  guo_act (page, desk, path, json_pack ("{ss*}", "reason", reason), FALSE, label_queued, desk);
}

static void
closed (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  g_autofree gchar *text = NULL;

  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Pallet %s closed"), guo_row_text (answer, "no"));
  guo_desk_say (desk, text, NULL, FALSE);
  use (page, "");
  print (page, desk, guo_row_text (answer, "sscc"), NULL);
}

static void
given_up (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  if (answer != NULL)
    use (page, "");
}

static void
reopened (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  if (answer != NULL)
    use (page, guo_row_text (answer, "sscc"));
}

/* Choosing */

static void
chosen (GtkWidget *options, const gchar *value)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (options), "page");
  GuoDesk *desk = g_object_get_data (G_OBJECT (options), "desk");
  const gchar *sscc = g_object_get_data (G_OBJECT (options), "sscc");
  g_autofree gchar *path = NULL;

  if (strcmp (value, "close") == 0)
    {
      path = path_of (sscc, "close");
      guo_act (page, desk, path, json_object (), FALSE, closed, desk);
    }
  else if (strcmp (value, "begin") == 0)
    begin (page, desk);
  else if (strcmp (value, "print") == 0)
    print (page, desk, sscc, _("Label damaged"));
  else if (strcmp (value, "give-up") == 0)
    {
      path = path_of (sscc, "void");
      guo_act (page, desk, path, json_pack ("{ss}", "reason", _("Begun by mistake")), FALSE, given_up, desk);
    }
  else if (strcmp (value, "reopen") == 0)
    {
      path = path_of (sscc, "reopen");
      guo_act (page, desk, path, json_pack ("{ss}", "reason", _("Changed once more")), FALSE, reopened, desk);
    }
  else
    {
      guo_sheet_close (page);
      if (*value != '\0')
        use (page, value);
    }
}

static GtkWidget *
options_new (GtkWidget *page, GuoDesk *desk, const gchar *question, const gchar *sscc)
{
  GtkWidget *options = guo_options_new (question);

  g_object_set_data (G_OBJECT (options), "page", page);
  g_object_set_data_full (G_OBJECT (options), "desk", g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (options), "sscc", g_strdup (sscc), g_free);
  g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
  return options;
}

static void
add_others (GuoOptions *options, GuoDesk *desk, json_t *rows, const gchar *but)
{
  gsize i;
  json_t *pallet;

  json_array_foreach (rows, i, pallet)
    if (strcmp (guo_row_text (pallet, "sscc"), but) != 0)
      {
        g_autofree gchar *word = g_strdup_printf (_("Go on with pallet %s"), guo_row_text (pallet, "no"));
        g_autofree gchar *content = content_text (desk, pallet);

        guo_options_add_detail (options, guo_row_text (pallet, "sscc"), word, content);
      }
}

/* What was asked about while the open ones were sought. */
typedef struct
{
  GuoDesk *desk;
  json_t  *pallet; /* NULL: none is in use */
} Asked;

static void
open_arrived (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  Asked *asked = data;
  g_autoptr(GuoDesk) desk = asked->desk;
  json_auto_t *pallet = asked->pallet;
  json_t *rows = guo_row_list (answer, "rows");
  const gchar *sscc = guo_row_text (pallet, "sscc");
  g_autofree gchar *title = guo_pallet_text (pallet);
  g_autofree gchar *content = content_text (desk, pallet);
  GtkWidget *options;

  g_free (asked);
  if (error != NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
  if (answer == NULL)
    return;
  if (pallet == NULL && json_array_size (rows) == 0)
    {
      begin (page, desk);
      return;
    }
  options = options_new (page, desk, pallet != NULL ? content : NULL, sscc);
  if (guo_row_int (pallet, "cases") > 0)
    guo_options_add (GUO_OPTIONS (options), "close", _("Close it and print its label"));
  guo_options_add (GUO_OPTIONS (options), "begin", pallet != NULL ? _("Leave it open, begin another") : _("Begin a pallet"));
  if (pallet != NULL && guo_row_int (pallet, "cases") == 0)
    guo_options_add (GUO_OPTIONS (options), "give-up", _("Give it up: nothing is on it"));
  add_others (GUO_OPTIONS (options), desk, rows, sscc);
  guo_sheet_open (page, pallet != NULL ? title : _("Which pallet?"), options);
}

void
guo_pallets_ask (GtkWidget *page, GuoDesk *desk, json_t *pallet)
{
  Asked *asked = g_new (Asked, 1);
  g_autofree gchar *path = g_strdup_printf ("/v1/pallets?state=open&limit=%d", OPEN_MOST);

  *asked = (Asked) { g_object_ref (desk), json_incref (pallet) };
  guo_desk_send (desk, "GET", path, NULL, page, open_arrived, asked);
}

/* A closed pallet in somebody's hand. */
static void
scanned_arrived (gpointer page, json_t *answer, const GError *error, gpointer desk)
{
  const gchar *state = guo_row_text (answer, "state"), *sscc = guo_row_text (answer, "sscc");
  g_autofree gchar *title = guo_pallet_text (answer);
  g_autofree gchar *content = content_text (desk, answer);
  GtkWidget *options;

  if (error != NULL)
    guo_desk_say (desk, error->message, NULL, TRUE);
  if (answer == NULL)
    return;
  if (strcmp (state, "open") == 0)
    {
      use (page, sscc);
      return;
    }
  if (strcmp (state, "closed") != 0)
    return;
  options = options_new (page, desk, content, sscc);
  guo_options_add (GUO_OPTIONS (options), "", _("Closed: I only looked"));
  guo_options_add (GUO_OPTIONS (options), "print", _("Print its label again"));
  guo_options_add (GUO_OPTIONS (options), "reopen", _("Open it again"));
  guo_sheet_open (page, title, options);
}

void
guo_pallets_ask_scanned (GtkWidget *page, GuoDesk *desk, const gchar *sscc)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/pallets/%s", sscc);

  guo_desk_send (desk, "GET", path, NULL, page, scanned_arrived, desk);
}
