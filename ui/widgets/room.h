/* A layout for what gives way: its one child is shown whole or not at all. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The child is as high as there is room; where that is less than the least that it wants, it is not shown, and asks for nothing. */
#define GUO_TYPE_ROOM (guo_room_get_type ())
G_DECLARE_FINAL_TYPE (GuoRoom, guo_room, GUO, ROOM, GtkLayoutManager)

G_END_DECLS
