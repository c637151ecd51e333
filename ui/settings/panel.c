#include "ui/settings/panel.h"

G_DEFINE_INTERFACE (GuoPanel, guo_panel, GTK_TYPE_WIDGET)

static void
guo_panel_default_init (GuoPanelInterface *iface)
{
}

void
guo_panel_press (GuoPanel *self, const gchar *key)
{
  if (GUO_PANEL_GET_IFACE (self)->press != NULL)
    GUO_PANEL_GET_IFACE (self)->press (self, key);
}

gboolean
guo_panel_is_changed (GuoPanel *self)
{
  return GUO_PANEL_GET_IFACE (self)->is_changed != NULL && GUO_PANEL_GET_IFACE (self)->is_changed (self);
}

void
guo_panel_discard (GuoPanel *self)
{
  if (GUO_PANEL_GET_IFACE (self)->discard != NULL)
    GUO_PANEL_GET_IFACE (self)->discard (self);
}

void
guo_panel_reload (GuoPanel *self)
{
  if (GUO_PANEL_GET_IFACE (self)->reload != NULL)
    GUO_PANEL_GET_IFACE (self)->reload (self);
}
