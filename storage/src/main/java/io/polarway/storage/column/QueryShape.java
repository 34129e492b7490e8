package io.polarway.storage.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query takes and gives, known without running it.
 *
 * @param columns null when they depend on parameters that have no value yet, as the columns of a
 *     file whose path is one
 * @param parameters the types of its {@code ?}, null where it does not say
 */
public record QueryShape(
    @Nullable List<ResultColumn> columns, List<@Nullable DataType> parameters) {}
