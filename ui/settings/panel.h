/* What the settings page needs of a section's panel: what the function keys mean in it, and whether it
 * holds something that is not saved. */
#pragma once

#include "ui/settings/section.h"

G_BEGIN_DECLS

#define GUO_TYPE_PANEL (guo_panel_get_type ())
G_DECLARE_INTERFACE (GuoPanel, guo_panel, GUO, PANEL, GtkWidget)

/**
 * GuoPanelInterface:
 * @press: (nullable): a key of the page: "find", "add", "stop", "save"
 * @is_changed: (nullable): whether something was typed that is not saved
 * @discard: (nullable): what was typed is given up
 * @reload: (nullable): it is shown, or something of the master data was recorded
 */
struct _GuoPanelInterface
{
  GTypeInterface parent_interface;

  void     (*press) (GuoPanel *self, const gchar *key);
  gboolean (*is_changed) (GuoPanel *self);
  void     (*discard) (GuoPanel *self);
  void     (*reload) (GuoPanel *self);
};

/**
 * guo_panel_press:
 * @self: a panel
 * @key: as in #GuoPanelInterface
 */
void guo_panel_press (GuoPanel *self, const gchar *key);

/**
 * guo_panel_is_changed:
 * @self: a panel
 *
 * Returns: whether something was typed that is not saved
 */
gboolean guo_panel_is_changed (GuoPanel *self);

/**
 * guo_panel_discard:
 * @self: a panel
 */
void guo_panel_discard (GuoPanel *self);

/**
 * guo_panel_reload:
 * @self: a panel
 */
void guo_panel_reload (GuoPanel *self);

G_END_DECLS
