#include "ui/setup/left.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/banner.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define LEFT_KEY "guo-setup-left"
#define BANNER_KEY "first-steps"

/* In the order of the first run. */
static const struct
{
  const gchar *name;
  const gchar *word;
  const gchar *path;    /* no row there: it is left */
} steps[] = {
  { "products", N_("Products"), "/v1/products" },
  { "scale", N_("Scale"), "/v1/devices" },
  { "crate", N_("Crates and tares"), "/v1/crate-types" },
  { "grower", N_("Growers"), "/v1/parties?kind=grower&limit=1" },
};

#define N_LEFT G_N_ELEMENTS (steps)

typedef struct
{
  GuoDesk *desk;
  gchar   *page;
  gboolean there[N_LEFT];
  gboolean known[N_LEFT];
} Left;

static void
left_free (gpointer data)
{
  Left *left = data;

  g_object_unref (left->desk);
  g_free (left->page);
  g_free (left);
}

static gboolean
is_wanted (Left *left)
{
  g_autofree gchar *state = guo_screen_state_get (guo_desk_state (left->desk), GUO_SETUP_LEFT_KEY);

  return g_strcmp0 (state, "open") == 0;
}

/* Takes the names of what is left; NULL: not everything is known yet. */
static gchar *
words_left (Left *left)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (gsize i = 0; i < N_LEFT; i++)
    {
      if (!left->known[i])
        return NULL;
      if (!left->there[i])
        g_ptr_array_add (words, (gpointer) _(steps[i].word));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (gchar **) words->pdata);
}

static void
show (GtkWidget *window)
{
  Left *left = g_object_get_data (G_OBJECT (window), LEFT_KEY);
  const GuoBannerKey keys[] = {
    { _("Set up"), "win.first-steps" }, { _("Close"), "win.close-first-steps" }, { NULL, NULL },
  };
  g_autofree gchar *words = words_left (left);
  g_autofree gchar *text = g_strdup_printf (_("Left for later: %s"), words);
  gboolean here = g_strcmp0 (left->page, "deliver") == 0 || g_strcmp0 (left->page, "weigh") == 0;

  if (words != NULL && *words == '\0')
    guo_setup_left_close (window);
  else if (words != NULL && here && is_wanted (left))
    guo_banner_set (window, BANNER_KEY, GUO_BANNER_NOTICE, text, keys);
  else
    guo_banner_clear (window, BANNER_KEY);
}

static void
counted (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Left *left = g_object_get_data (owner, LEFT_KEY);
  gsize at = GPOINTER_TO_SIZE (data), i;
  json_t *row;
  gboolean there = FALSE;

  if (answer == NULL)
    return;
  json_array_foreach (guo_row_list (answer, "rows"), i, row)
    there |= strcmp (steps[at].name, "scale") != 0
             || (strcmp (guo_row_text (row, "kind"), "scale") == 0 && guo_row_flag (row, "active"));
  left->known[at] = TRUE;
  left->there[at] = there;
  show (owner);
}

static void
count (GtkWidget *window)
{
  Left *left = g_object_get_data (G_OBJECT (window), LEFT_KEY);

  if (!is_wanted (left) || !guo_desk_connected (left->desk) || guo_desk_rebuilding (left->desk) != NULL)
    return;
  for (gsize i = 0; i < N_LEFT; i++)
    guo_desk_send (left->desk, "GET", steps[i].path, NULL, window, counted, GSIZE_TO_POINTER (i));
}

/* Only what the steps make: not with every crate. */
static void
committed (GtkWidget *window, json_t *line)
{
  static const gchar *const types[] = { "product.", "device.", "crate_type.", "party." };
  const gchar *type = guo_row_text (line, "type");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (type, types[i]))
      {
        count (window);
        return;
      }
}

void
guo_setup_left_follow (GtkWidget *window, GuoDesk *desk)
{
  Left *left = g_new0 (Left, 1);

  left->desk = g_object_ref (desk);
  g_object_set_data_full (G_OBJECT (window), LEFT_KEY, left, left_free);
  g_signal_connect_object (desk, "status", G_CALLBACK (count), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), window, G_CONNECT_SWAPPED);
}

void
guo_setup_left_show (GtkWidget *window, const gchar *page)
{
  Left *left = g_object_get_data (G_OBJECT (window), LEFT_KEY);

  g_free (left->page);
  left->page = g_strdup (page);
  show (window);
}

static void
chosen (GtkWidget *window, const gchar *name)
{
  guo_sheet_close (window);
  gtk_widget_activate_action (window, "win.first-step", "s", name);
}

void
guo_setup_left_ask (GtkWidget *window)
{
  Left *left = g_object_get_data (G_OBJECT (window), LEFT_KEY);
  GtkWidget *options = guo_options_new (NULL);

  for (gsize i = 0; i < N_LEFT; i++)
    if (left->known[i] && !left->there[i])
      guo_options_add (GUO_OPTIONS (options), steps[i].name, _(steps[i].word));
  g_signal_connect_object (options, "chosen", G_CALLBACK (chosen), window, G_CONNECT_SWAPPED);
  guo_sheet_open (window, _("What is set up now?"), options);
}

void
guo_setup_left_close (GtkWidget *window)
{
  Left *left = g_object_get_data (G_OBJECT (window), LEFT_KEY);

  guo_screen_state_set (guo_desk_state (left->desk), GUO_SETUP_LEFT_KEY, NULL);
  guo_banner_clear (window, BANNER_KEY);
}
