package io.m2x.server.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractSingleValueEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;

/**
 * Writes tables in one format.
 */
abstract class TableEncoder extends AbstractSingleValueEncoder<Table> {

	TableEncoder(MimeType type) {
		super(type);
	}

	@Override
	public boolean canEncode(ResolvableType elementType, @Nullable MimeType mimeType) {
		return super.canEncode(elementType, mimeType) && elementType.toClass() == Table.class;
	}

	@Override
	protected Flux<DataBuffer> encode(Table table, DataBufferFactory buffers, ResolvableType type,
			@Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
		return Flux.just(table).map((value) -> buffers.wrap(write(value)));
	}

	abstract byte[] write(Table table);

}
