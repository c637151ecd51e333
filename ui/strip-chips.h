/* What the chips of the strip say: scales with the age of their last reading, printers, backup, clock. */
#pragma once

#include "ui/desk.h"

G_BEGIN_DECLS

/**
 * GuoChipKind:
 * @GUO_CHIP_WELL: as it should be
 * @GUO_CHIP_WARN: something is not as it should be
 * @GUO_CHIP_FAULT: work is endangered
 */
typedef enum
{
  GUO_CHIP_WELL,
  GUO_CHIP_WARN,
  GUO_CHIP_FAULT,
} GuoChipKind;

/**
 * GuoChip:
 * @name: what stays the same from second to second: its name for a screen reader
 * @text: what is shown; an age in it moves on
 * @action: detailed action of the window
 * @kind: how grave
 */
typedef struct
{
  gchar      *name;
  gchar      *text;
  gchar      *action;
  GuoChipKind kind;
} GuoChip;

/**
 * guo_chips_new:
 * @desk: what they tell of
 *
 * Healthy devices share one chip on a narrow screen; what is abnormal keeps its own.
 *
 * Returns: (transfer full) (element-type GuoChip): the chips, from left to right
 */
GPtrArray *guo_chips_new (GuoDesk *desk);

/**
 * guo_chip_printer_trouble:
 * @line: line of a printer
 *
 * Returns: (transfer none) (nullable): the first of what keeps it from printing; %NULL: nothing does
 */
const gchar *guo_chip_printer_trouble (json_t *line);

G_END_DECLS
