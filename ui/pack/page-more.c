/* The rare acts of the page, in one sheet: cases opened or thrown away, loose fruit, labels printed ahead. */
#include "ui/pack/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/pack/ahead.h"
#include "ui/pack/loose.h"
#include "ui/pack/repack.h"
#include "ui/pack/scrap.h"
#include "ui/pack/spec.h"
#include "ui/who.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

static void
print_ahead (GuoPackPage *self)
{
  json_t *lot = guo_pack_lot_in_use (self);
  g_autofree gchar *what = guo_pack_spec_text (guo_desk_state (self->desk), lot, guo_pack_plan (self));

  if (lot == NULL)
    guo_pack_spec_ask (GTK_WIDGET (self), self->desk, self->lots, self->plans, self->lot);
  else
    guo_ahead_ask (GTK_WIDGET (self), self->desk, guo_pack_spec_body (guo_desk_state (self->desk), lot, guo_pack_plan (self)), what);
}

static void
chosen (GtkWidget *options, const gchar *value)
{
  GuoPackPage *self = g_object_get_data (G_OBJECT (options), "page");
  GtkWidget *page = GTK_WIDGET (self);

  if (strcmp (value, "repack") == 0)
    guo_repack_ask (page, self->desk, self->cases, self->plans);
  else if (strcmp (value, "scrap") == 0)
    guo_scrap_ask_cases (page, self->desk, self->cases);
  else if (strcmp (value, "back") == 0)
    guo_scrap_ask_back (page, self->desk);
  else if (strcmp (value, "loose") == 0)
    guo_loose_ask (page, self->desk, self->lots);
  else if (strcmp (value, "ahead") == 0)
    print_ahead (self);
  else if (strcmp (value, "unused") == 0)
    guo_ahead_ask_unused (page, self->desk);
}

static void
more_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);
  GtkWidget *options;

  if (!guo_desk_connected (self->desk))
    return;
  if (guo_desk_user (self->desk) == NULL)
    {
      guo_who_refuse (widget, self->desk);
      return;
    }
  options = guo_options_new (NULL);
  guo_options_add (GUO_OPTIONS (options), "repack", _("Repack cases"));
  guo_options_add_detail (GUO_OPTIONS (options), "loose", _("Loose fruit"), _("throw away, split, put together"));
  guo_options_add (GUO_OPTIONS (options), "scrap", _("Throw cases away"));
  guo_options_add_detail (GUO_OPTIONS (options), "back", _("Take back"), _("what was thrown away"));
  guo_options_add (GUO_OPTIONS (options), "ahead", _("Print labels ahead"));
  guo_options_add (GUO_OPTIONS (options), "unused", _("Labels not used"));
  g_object_set_data (G_OBJECT (options), "page", self);
  g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
  guo_sheet_open (widget, _("More"), options);
}

static void
use_pack_lot_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoPackPage *self = GUO_PACK_PAGE (widget);

  self->pack_lot = g_variant_get_int64 (parameter);
  guo_screen_state_set_id (guo_desk_state (self->desk), "pack-lot", self->pack_lot);
  guo_pack_reload (self);
}

void
guo_pack_install_more (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "packing.more", NULL, more_activated);
  gtk_widget_class_install_action (widget_class, "packing.use-pack-lot", "x", use_pack_lot_activated);
}
