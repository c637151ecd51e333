/* A layout that sets its children beside each other, each as wide as it likes, and begins a new line when
 * one is full. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GUO_WRAP_GAP 8

#define GUO_TYPE_WRAP (guo_wrap_get_type ())
G_DECLARE_FINAL_TYPE (GuoWrap, guo_wrap, GUO, WRAP, GtkLayoutManager)

G_END_DECLS
