/* Simulated plums as a sizing line grades them; and fruits of every kind that there can be. */
#pragma once

#include "db/fruit.h"

/* @n plums of 25 to 60 g, 38 to 42 mm, in four classes, on four lanes; weighed in steps of 0.1 g, coloured, without Brix. */
void plums_fill (GRand *random, GuoFruit *fruits, gsize n);
/* The same with every instrument there is: milligrams, Brix, blemishes on every fifth. */
void plums_fill_measured (GRand *random, GuoFruit *fruits, gsize n);
/* Fruits without a fault, and nothing else in common. */
void plums_fill_any (GRand *random, GuoFruit *fruits, gsize n);
