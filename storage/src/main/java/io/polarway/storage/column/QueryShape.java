package io.polarway.storage.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query takes and gives, known without running it.
 *
 * @param parameters the types of its {@code ?}, null where it does not say
 */
public record QueryShape(List<ResultColumn> columns, List<@Nullable DataType> parameters) {}
