// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SaleCredits} from "./SaleCredits.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";
import {IReserveAuction} from "./interfaces/IReserveAuction.sol";

/// @title  ReserveAuction
/// @notice Auctions with custody. Not upgradeable, nobody's: no fee, no pause, no way to end an auction but its own.
/// @dev    The balance is never below the sum of all credits and all highest bids. Holding a token gives this contract the
///         owner's powers over it and it uses none but `transferFrom`: it signs nothing (no ERC-1271), names no delegate
///         and calls nothing else that changes the token.
contract ReserveAuction is SaleCredits, IReserveAuction {
    using SafeCast for uint256;

    /// @dev Two slots a token; no seller, no auction:
    ///
    ///         | slot | bits    | field    |                                                     |
    ///         |------|---------|----------|-----------------------------------------------------|
    ///         | 0    | 0…159   | `seller` |                                                     |
    ///         | 0    | 160…199 | `endsAt` | unix seconds, 0 until the first bid                 |
    ///         | 1    | 0…159   | `bidder` | zero until the first bid                            |
    ///         | 1    | 160…255 | `amount` | wei: the reserve until the first bid, then the bid  |
    struct Auction {
        address seller;
        uint40 endsAt;
        address bidder;
        uint96 amount;
    }

    uint256 private constant DURATION = 24 hours;
    uint256 private constant EXTENSION = 15 minutes;
    uint256 private constant INCREMENT_PERCENT = 5;

    mapping(uint256 tokenId => Auction) private _auctions;

    /// @param layerToken_  the contract whose tokens are sold
    constructor(address layerToken_) SaleCredits(layerToken_) {}

    /// @inheritdoc IReserveAuction
    function create(uint256 tokenId, uint96 reserve) external nonReentrant {
        if (msg.sender != IERC721(layerToken).ownerOf(tokenId)) revert NotTokenOwner(msg.sender, tokenId);
        if (reserve == 0) revert NoReserve(tokenId);
        _auctions[tokenId] = Auction({seller: msg.sender, endsAt: 0, bidder: address(0), amount: reserve});
        emit AuctionCreated(tokenId, msg.sender, reserve, ILayerToken(layerToken).styleOf(tokenId));
        IERC721(layerToken).transferFrom(msg.sender, address(this), tokenId);
    }

    /// @inheritdoc IReserveAuction
    function bid(uint256 tokenId, uint256 expectedWord) external payable nonReentrant {
        Auction memory auction = _live(tokenId);
        uint256 word = ILayerToken(layerToken).styleOf(tokenId);
        if (word != expectedWord) revert StyleMoved(tokenId, expectedWord, word);
        uint256 endsAt = auction.endsAt;
        if (endsAt == 0) {
            endsAt = block.timestamp + DURATION;
        } else {
            if (block.timestamp >= endsAt) revert AuctionOver(tokenId, endsAt);
            if (endsAt - block.timestamp < EXTENSION) endsAt += EXTENSION;
        }
        uint256 least = _leastBid(auction);
        if (msg.value < least) revert BidTooLow(tokenId, msg.value, least);

        Auction storage stored = _auctions[tokenId];
        stored.endsAt = endsAt.toUint40();
        stored.bidder = msg.sender;
        stored.amount = msg.value.toUint96();
        if (auction.bidder != address(0)) _credit(auction.bidder, auction.amount);
        emit BidPlaced(tokenId, msg.sender, msg.value, endsAt);
    }

    /// @inheritdoc IReserveAuction
    function settle(uint256 tokenId) external nonReentrant {
        Auction memory auction = _live(tokenId);
        if (auction.endsAt == 0 || block.timestamp < auction.endsAt) revert AuctionNotOver(tokenId, auction.endsAt);
        delete _auctions[tokenId];
        uint256 royalty = _creditSale(tokenId, auction.seller, auction.amount);
        emit AuctionSettled(tokenId, auction.seller, auction.bidder, auction.amount, royalty);
        IERC721(layerToken).transferFrom(address(this), auction.bidder, tokenId);
    }

    /// @inheritdoc IReserveAuction
    function cancel(uint256 tokenId) external nonReentrant {
        Auction memory auction = _live(tokenId);
        if (msg.sender != auction.seller) revert NotSeller(msg.sender, tokenId);
        if (auction.bidder != address(0)) revert AlreadyBid(tokenId, auction.bidder);
        delete _auctions[tokenId];
        emit AuctionCancelled(tokenId, auction.seller);
        IERC721(layerToken).transferFrom(address(this), auction.seller, tokenId);
    }

    /// @inheritdoc IReserveAuction
    function auctionOf(uint256 tokenId)
        external
        view
        returns (address seller, address bidder, uint256 amount, uint256 endsAt)
    {
        Auction storage auction = _auctions[tokenId];
        return (auction.seller, auction.bidder, auction.amount, auction.endsAt);
    }

    /// @inheritdoc IReserveAuction
    function leastBid(uint256 tokenId) external view returns (uint256) {
        return _leastBid(_live(tokenId));
    }

    function _live(uint256 tokenId) private view returns (Auction memory auction) {
        auction = _auctions[tokenId];
        if (auction.seller == address(0)) revert NotInAuction(tokenId);
    }

    /// @dev Rounded up, so that a bid of a few wei must grow as well.
    function _leastBid(Auction memory auction) private pure returns (uint256) {
        uint256 amount = auction.amount;
        if (auction.bidder == address(0)) return amount;
        return amount + (amount * INCREMENT_PERCENT + 99) / 100;
    }
}
