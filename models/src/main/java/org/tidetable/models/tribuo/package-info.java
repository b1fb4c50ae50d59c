/** The only package that imports Tribuo: it sees matrices and returns predictors. */
@NullMarked
package org.tidetable.models.tribuo;

import org.jspecify.annotations.NullMarked;
