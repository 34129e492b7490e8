package io.polarway.storage;

import io.polarway.storage.column.DataType;
import io.polarway.storage.column.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query takes and gives, known without running it.
 *
 * @param parameters the types of its {@code ?}, null where it does not say
 */
public record QueryShape(List<ResultColumn> columns, List<@Nullable DataType> parameters) {}
