package io.m2x.server.http;

import java.util.List;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests as devices send them, some of which end lines with a bare LF or say a
 * length of 0 where there are chunks. What two readers could take for requests of
 * different lengths is marked as undecodable: see {@link HeadInspector}.
 */
final class RequestDecoder extends HttpRequestDecoder {

	private final HeadInspector lines = new HeadInspector();

	private final Queue<HttpMethod> methods;

	private boolean inBody;

	/** Whether a line after the chunks of this request ended without CR. */
	private boolean trailerBroken;

	RequestDecoder(HttpDecoderConfig config, Queue<HttpMethod> methods) {
		super(config.setStrictLineParsing(false));
		this.methods = methods;
	}

	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
		int before = out.size();
		int begin = buffer.readerIndex();
		boolean head = !this.inBody;
		super.decode(context, buffer, out);
		if (head) {
			// Lines are consumed as a whole, the head never together with the body.
			this.lines.read(buffer, begin, buffer.readerIndex());
		}
		else if (out.size() == before || isEmptyEnd(out.get(before))) {
			readTrailer(buffer, begin, out);
		}
		for (Object message : out.subList(before, out.size())) {
			if (message instanceof HttpRequest request) {
				check(request);
				this.methods.add(request.method());
				this.lines.reset();
				this.inBody = true;
			}
			if (message instanceof LastHttpContent) {
				this.inBody = false;
			}
		}
	}

	private static boolean isEmptyEnd(Object message) {
		return message instanceof LastHttpContent content && !content.content().isReadable();
	}

	// Sizes of chunks and the lines after them, which are consumed apart from the data.
	// Who reads on behind a bare LF sees a longer request.
	private void readTrailer(ByteBuf buffer, int begin, List<Object> out) {
		for (int i = begin; i < buffer.readerIndex(); i++) {
			this.trailerBroken |= buffer.getByte(i) == '\n' && (i == begin || buffer.getByte(i - 1) != '\r');
		}
		int last = out.size() - 1;
		if (this.trailerBroken && last >= 0 && out.get(last) instanceof LastHttpContent content) {
			this.trailerBroken = false;
			ReferenceCountUtil.release(content);
			LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
			end.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a bare LF after chunks")));
			out.set(last, end);
		}
	}

	private void check(HttpRequest request) {
		if (request.decoderResult().isFailure()) {
			return;
		}
		@Nullable String fault = this.lines.fault();
		if (request.protocolVersion().majorVersion() != 1) {
			fault = "another version of HTTP";
		}
		else if (fault == null && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
			// The decoder would wait for eight bytes that no header tells of.
			fault = "a body without a length";
		}
		if (fault != null) {
			request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(fault)));
		}
		else if (this.lines.isMixed()) {
			HttpUtil.setKeepAlive(request, false);
		}
	}

	// RFC 9112, 6.3 lets the chunks decide, and 6.1 has the connection closed after the
	// response. A length of 0 is what libcurl adds for programs that set no body; with
	// any other one somebody may be up to something, which is refused as before.
	@Override
	protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
		if (!"0".equals(message.headers().get(HttpHeaderNames.CONTENT_LENGTH))) {
			super.handleTransferEncodingChunkedWithContentLength(message);
		}
		clearContentLength();
		message.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
		HttpUtil.setKeepAlive(message, false);
	}

}
