/* What is written in a code, before anybody asks whose it is. Pure, any thread.
 *
 * Facts: AIM identifiers ISO/IEC 15424; GS1 General Specifications: of a GS1 symbol the first FNC1 is not sent,
 * later ones come as 0x1D and end a value without predefined length.
 */
#pragma once

#include "station/gs1/ai.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *symbology; /* (nullable): "qr"; %NULL: the scanner did not tell */
  gboolean gs1;           /* the symbol says that it holds an element string */
  GPtrArray *elements;    /* (nullable): GuoGs1Element: of an element string, or of a Digital Link */
  gboolean link;          /* they stand in a Digital Link */
  gchar *gtin14;          /* (nullable): of an EAN or UPC symbol */
  gchar *warning;         /* (nullable): English: why it is not read as what it looks like */
} GuoScanContent;

/**
 * guo_scan_content_read:
 * @aim: (nullable): symbology identifier, "]Q1"; %NULL or "": the scanner sent none
 * @text: the code
 *
 * A code that looks like GS1 but whose scanner does not say so is never read as GS1: the separators may have been
 * dropped, and then there is more than one reading.
 *
 * Returns: (transfer full): what is in it
 */
GuoScanContent *guo_scan_content_read (const gchar *aim, const gchar *text);

/**
 * guo_scan_content_free:
 * @self: (nullable): a content
 */
void guo_scan_content_free (GuoScanContent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoScanContent, guo_scan_content_free)

G_END_DECLS
